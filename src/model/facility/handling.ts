import { Block, type BlockPlace } from '../../engine/blocks/block.ts';
import { CapacitySchedule } from '../../engine/blocks/capacity-schedule.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import { Service } from '../../engine/blocks/service.ts';
import type { Variate } from '../../engine/random/variate.ts';
import type { WrittenShift, WrittenStep } from '../../scenario/network/network-schema.ts';
import { isFragile, KINDS } from '../demand/parcel-kind.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { workTime } from '../work-time.ts';
import type { FacilityState } from './facility-state.ts';

const HOUR_S = 3600;
const DAY_S = 86_400;

/** One step of handling at a facility: a line in front of servers whose number follows the shifts. */
export function handlingStep(
  context: NetworkContext,
  facility: FacilityState,
  options: {
    /** `unload`, `induct`, `sort`, `load`. */
    readonly step: string;
    readonly servers: number;
    readonly written: WrittenStep;
    readonly shift: WrittenShift;
  },
): Service {
  const { sim, parcels, network, luck, local } = context;
  const { step, servers, written, shift } = options;
  const place = { sim, subjects: parcels, facility: facility.index, name: `${facility.code}.${step}` };
  const service = new Service(place, {
    servers,
    times: {
      byClass: timesByKind(written, network.settings.demand.fragile?.handling_factor),
      draws: luck.draws(step, facility.code),
      revisited: false,
    },
    lostTo: NOWHERE,
    measures: 'levels',
  });
  const schedule = new CapacitySchedule(
    { sim, facility: facility.index, name: `${facility.code}.${step}.shift` },
    {
      target: service,
      steps: shift.map(({ from_h, share_on_duty }) => ({
        fromS: from_h * HOUR_S,
        capacity: onDuty(servers, share_on_duty),
      })),
      periodS: DAY_S,
      startS: local.startOfWeekS % DAY_S,
    },
  );
  schedule.begin();
  return service;
}

/** Times by class byte: one for all, unless what is fragile takes longer. */
function timesByKind(
  { rate_per_hour: rate, cv }: WrittenStep,
  factor: number | undefined,
): readonly Variate[] {
  const plain = workTime(rate, cv);
  if (factor === undefined) return [plain];
  const withCare = workTime(rate / factor, cv);
  return Array.from({ length: KINDS }, (_, klass) => (isFragile(klass) ? withCare : plain));
}

/** A share of people or machines, but one where both are above 0. */
export function onDuty(servers: number, share: number): number {
  return share === 0 ? 0 : Math.min(servers, Math.max(1, Math.round(servers * share)));
}

/** Lines in facilities have no limit, so nobody is ever lost there. */
const NOWHERE = {
  name: 'nowhere',
  code: -1,
  facility: -1,
  enter(): void {
    throw new RangeError('a line without a limit lost a parcel');
  },
};

/** Notes something about each parcel that passes, in no time. */
export class Note extends Block {
  readonly probe: Probe;
  readonly #note: (parcel: number, now: number) => void;

  constructor(place: BlockPlace, note: (parcel: number, now: number) => void) {
    super(place);
    this.probe = new Probe(place.subjects, 1, 'levels');
    this.#note = note;
  }

  enter(parcel: number): void {
    this.#note(parcel, this.sim.now[0]);
    this.next.enter(parcel);
  }
}
