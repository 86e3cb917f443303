import './browser-language.ts';
import { describe, expect, it } from 'vitest';
import { defaultDraft } from '../../src/app/experiments/draft-defaults.ts';
import { knownFigures, usualBetter } from '../../src/app/experiments/known-figures.ts';
import { valuePaths } from '../../src/app/experiments/value-paths.ts';
import { firstSentences, sizeText } from '../../src/app/panels/card-text.ts';
import { describeScenario } from '../../src/app/state/scenario-brief.ts';
import { SMALL_HUB } from './small-floor.ts';

const MAIN = {
  version: 1,
  kind: 'hub',
  title: 'One night',
  volume_factor: 1.5,
  sizing: { parcels_per_day: 600_000 },
  hub: { inbound_doors: { count: 24 }, sorters: [{ length_m: 400 }, {}, {}] },
};

describe('the card of a hub', () => {
  it('says doors, sorters and parcels a day', () => {
    expect(sizeText(describeScenario(MAIN))).toBe(
      'Hub · 24 inbound doors · 3 sorters · 900,000 parcels a day',
    );
  });

  it('leaves out what its main file does not say', () => {
    expect(sizeText(describeScenario({ kind: 'hub', title: 'Bare' }))).toBe('Hub');
  });
});

describe('the text of a card', () => {
  it('is the first two sentences, whole', () => {
    expect(firstSentences('One at 19.5 m/s. Two is here! Three is not.', 2)).toBe(
      'One at 19.5 m/s. Two is here!',
    );
    expect(firstSentences('He said “no.” Then he left. And more.', 2)).toBe('He said “no.” Then he left.');
  });

  it('is all of it where there is less', () => {
    expect(firstSentences('Only this one', 2)).toBe('Only this one');
    expect(firstSentences('', 2)).toBe('');
  });
});

describe('the first experiment of a hub', () => {
  it('adds doors to those on the floor and varies the volume about the scenario’s own', () => {
    const draft = defaultDraft({
      summary: { title: 'One night', kind: 'hub' },
      replications: 4,
      confidence: 0.95,
      world: SMALL_HUB,
      horizonS: undefined,
      volumeFactor: 1.5,
    });
    expect(draft.alternatives[1].values).toBe('hub.inbound_doors.count=4');
    expect(draft.factors.map(({ path, low, high }) => [path, low, high])).toEqual([
      ['hub.inbound_doors.count', '2', '4'],
      ['volume_factor', '1.35', '1.65'],
    ]);
    const known = new Set(knownFigures([], SMALL_HUB).map(({ kpi }) => kpi));
    for (const { kpi, better } of draft.responses) {
      expect(known).toContain(kpi);
      expect(better).toBe(usualBetter(kpi));
    }
  });

  it('offers what the main file leaves to the default, once', () => {
    const content = new Map([['scenario.json', new TextEncoder().encode(JSON.stringify(MAIN))]]);
    const paths = valuePaths(content, 'hub');
    expect(paths.filter(({ path }) => path === 'volume_factor')).toEqual([
      { path: 'volume_factor', value: 1.5 },
    ]);
    expect(paths).toContainEqual({ path: 'hub.sorters[0].length_m', value: 400 });
    expect(paths).toContainEqual({ path: 'hub.scan.no_read_share', value: undefined });
  });
});
