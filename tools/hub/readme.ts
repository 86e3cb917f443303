import { timeText } from './clock-times.ts';
import { dayOnPaper } from './day-on-paper.ts';
import { figuresOf } from './figures.ts';
import type { HubStory } from './settings.ts';
import type { SizedHub } from './size-hub.ts';
import { RULES } from './sizing-rules.ts';

/** The note beside the scenario: what to look at, by which rules the hub was sized, and what came of them. */
export function readmeOf(hub: SizedHub, story: HubStory): string {
  return `# ${story.title}

Written by \`npm run build-hub -- --parcels-per-day ${hub.parcelsPerDay}\`; change the rules in \`tools/hub/\` and build it
again rather than edit the tables, or edit them for a study of your own.

${story.description}

${drawing(hub)}
## Sizing

${table(
  ['what', 'number', 'reckoned as'],
  figuresOf(hub).map(({ what, value, formula }) => [what, String(value), formula]),
)}

Bags that are opened (40 s for 25 parcels) and bags that pass through are quicker to unload than loose parcels: people
and doors were sized as if all were loose.

## A day on paper

Parcels by the hour as arithmetic has it, without chance, breakdowns or lateness: what is due, what the scarcest of
doors, unloaders, infeeds and loops lets through at its full rate, and what is left.${onTop(story)}

${hours(hub, story.volumeFactor)}

## Rules

${rules()}
`;
}

function drawing({ machines, doors }: SizedHub): string {
  const { length_m: length, zones } = RULES.loop;
  const perZone = doors / (machines.loops * zones);
  return `\`\`\`
 ${machines.loops} loops of ${length} m, ${machines.trays} trays each; ${perZone} inbound doors feed each zone

        zone A, ${machines.infeeds} infeeds               bank 1, ${machines.chutes} chutes
   ┌──────▼▼▼──────────────┬┬┬┬┬┬┬┬┬┬┬┬┬┬┬┬┬┬┐
   └┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴────────────▲▲▲────────┘
        bank 2, ${machines.chutes} chutes               zone B, ${machines.infeeds} infeeds
\`\`\`

Every direction has a chute in both banks, so that what zone A puts in is off the loop before zone B, and a tray is
used about twice in a lap.
`;
}

function onTop({ extra, volumeFactor }: HubStory): string {
  if (extra === undefined) return '';
  return `\nEvery trailer has ${volumeFactor} times its parcels; temporary staff, the third person at a door and the jam are left out.`;
}

function hours(hub: SizedHub, volumeFactor: number): string {
  const quarters = dayOnPaper(hub, volumeFactor);
  const rows: string[][] = [];
  for (let hour = 0; hour < quarters.length / 4; hour++) {
    const four = quarters.slice(4 * hour, 4 * hour + 4);
    const sum = (of: 'due' | 'sorted' | 'limit') => four.reduce((total, quarter) => total + quarter[of], 0);
    const [due, sorted, limit] = [sum('due'), sum('sorted'), sum('limit')];
    if (due < 0.5 && sorted < 0.5) continue;
    const backlog = Math.max(0, Math.round(four[3].backlog));
    const use = limit === 0 ? '' : `${Math.round((100 * sorted) / limit)} %`;
    rows.push([timeText(four[0].at), whole(due), whole(sorted), whole(limit), use, whole(backlog)]);
  }
  return table(['from', 'due', 'sorted', 'at full rate', 'used', 'left'], rows);
}

function rules(): string {
  return Object.entries<string | { readonly meaning: string }>(RULES)
    .flatMap(([name, rule]) => {
      if (typeof rule === 'string') return [];
      const { meaning, ...figures } = rule;
      const values = Object.entries(figures).map(([key, value]) =>
        key.startsWith('value') ? textOf(value) : `${key.replaceAll('_', ' ')} ${textOf(value)}`,
      );
      return `- **${name.replaceAll('_', ' ')}** (${values.join(', ')}): ${meaning}.`;
    })
    .join('\n');
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function whole(value: number): string {
  return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
