import type { Facility } from '../facility/facility.ts';
import type { Dock } from '../linehaul/dock.ts';
import type { NetworkContext } from '../network/network-context.ts';
import type { Planner } from '../policy/planner.ts';
import { ControlDesk } from './control-desk.ts';
import { DisruptionEvents, disruptionsOf } from './disruptions.ts';
import { RecoveryWatch } from './recovery-watch.ts';

/**
 * Sets disruptions and the control desk going. A network that has neither has no event more than it would without this:
 * what is not there cannot change anybody's place in the order of events.
 * @returns what is known of recovery after disruptions; null where there are none
 */
export function openControl(
  context: NetworkContext,
  built: {
    readonly planner: Planner;
    readonly facilities: readonly Facility[];
    readonly docks: readonly Dock[];
    /** Expected parcels per day at each facility: asked where the desk looks at backlogs. */
    readonly expectedAt: () => Float64Array;
  },
): RecoveryWatch | null {
  const { settings, climate, observedWeather } = context.network;
  const { routing } = settings;
  const disruptions = disruptionsOf(context.network);
  const hasWeather = settings.weather.length > 0 || climate.length > 0 || observedWeather.length > 0;
  const sees = hasWeather || routing.overload_h !== undefined;
  const desk =
    routing.policy === 'static' || !(sees || disruptions.length > 0)
      ? null
      : new ControlDesk(
          context,
          built.planner,
          built.facilities,
          routing.overload_h === undefined
            ? new Float64Array(built.facilities.length)
            : built.expectedAt().map((perDay) => perDay / 24),
        );
  if (disruptions.length > 0) {
    const changed = () => desk?.look();
    new DisruptionEvents(context, disruptions, { ...built, changed }).begin();
  }
  if (sees) desk?.begin();
  if (disruptions.length === 0) return null;
  const recovery = new RecoveryWatch(context, disruptions, built);
  recovery.begin();
  return recovery;
}
