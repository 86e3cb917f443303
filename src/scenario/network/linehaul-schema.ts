import { z } from '../zod.ts';
import { atLeast0, code, positive, share, source } from './network-fields.ts';

export const vehicleSchema = z.strictObject({
  code,
  parcels: z.int().min(1),
  weight_kg: positive,
  cube_m3: positive,
  speed_km_per_h: positive.meta({ description: 'door to door in clear weather, rests included' }),
  cost_per_km: atLeast0,
  cost_per_trip: atLeast0,
  co2e_g_per_km: atLeast0.default(0).meta({ description: 'well to wheel, of the vehicle' }),
  co2e_g_per_tkm: atLeast0.default(0).meta({
    description: 'well to wheel, per tonne of parcels and kilometer; for belly freight and the like',
  }),
  source,
});

const hourFactors = z
  .array(positive)
  .length(24)
  .meta({ description: 'speed of each hour of the local day, over the speed of the vehicle' });

const incidentSchema = z.strictObject({
  per_million_km: positive.meta({ description: 'incidents that a vehicle meets on a million kilometers' }),
  severities: z
    .array(
      z.strictObject({
        code,
        share: positive.meta({ description: 'relative share of incidents' }),
        delay: z
          .strictObject({ mean_min: positive, sd_min: positive, least_min: atLeast0, most_min: positive })
          .meta({ description: 'lognormal, cut to the bounds' }),
      }),
    )
    .min(1),
  source,
});

const fleetSchema = z
  .strictObject({
    spare_share: atLeast0
      .default(0.1)
      .meta({ description: 'vehicles at each facility beyond what the timetable needs there' }),
    turnaround_h: atLeast0.default(1).meta({ description: 'from arrival until a vehicle can leave again' }),
    reposition: z
      .enum(['planned', 'none'])
      .default('planned')
      .meta({ description: 'whether empty vehicles are brought back to where trips start' }),
    empty_cost_share: share
      .default(0.85)
      .meta({ description: 'cost and emissions per km of an empty vehicle, over those of a loaded one' }),
    source,
  })
  .meta({
    id: 'Fleet',
    description:
      'vehicles are counted and circulate: a trip needs one where it starts. Absent: there are always enough',
  });

/** How vehicles run. */
export const linehaulSchema = z.strictObject({
  circuity: z.number().min(1).max(3).default(1.3).meta({
    description: 'road distance over great-circle distance, for lanes without distance_km',
  }),
  speed_by_hour: z
    .strictObject({
      road: hourFactors.optional(),
      rail: hourFactors.optional(),
      air: hourFactors.optional(),
      sea: hourFactors.optional(),
    })
    .prefault({}),
  incidents: incidentSchema.optional(),
  fleet: fleetSchema.optional(),
  source,
});

export type WrittenVehicle = z.infer<typeof vehicleSchema>;
export type WrittenIncidents = z.infer<typeof incidentSchema>;
export type WrittenFleet = z.infer<typeof fleetSchema>;
