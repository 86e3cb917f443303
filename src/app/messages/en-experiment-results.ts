/** The texts of what an experiment came to, in English. */
export const enExperimentResults = {
  'experiment.results.none':
    'Run an experiment: here will be whether the difference is real, with intervals, and what differs in the inputs.',
  'experiment.results.soon': 'The first figures appear when two replications of each point are finished.',
  'experiment.results.conditional':
    'Some replications are missing: everything here holds only for those that ended well.',
  'experiment.results.soFar': 'Preliminary: more replications are coming.',
  'experiment.results.files': 'All files (.zip)',
  'experiment.results.response': 'Figure',
  'experiment.results.precise': 'The target precision is reached at every point.',
  'experiment.results.imprecise': 'The target precision is not reached at every point.',
  'experiment.results.joint': {
    one: 'One comparison at {confidence}.',
    other: 'Intervals of all {count} comparisons hold together at {confidence} ({correction}).',
  },
  'experiment.results.more': { one: '{count} more comparison', other: '{count} more comparisons' },
  'experiment.results.own': '{count} comparisons; each interval holds for itself at {confidence}.',

  'experiment.says.sooner':
    '“{b}” delivers {amount} sooner than “{a}”; this is more than chance at {confidence}.',
  'experiment.says.later':
    '“{b}” delivers {amount} later than “{a}”; this is more than chance at {confidence}.',
  'experiment.says.lower.better':
    'With “{b}”, {figure} is {amount} lower than with “{a}”: better, and more than chance at {confidence}.',
  'experiment.says.lower.worse':
    'With “{b}”, {figure} is {amount} lower than with “{a}”: worse, and more than chance at {confidence}.',
  'experiment.says.lower.neutral':
    'With “{b}”, {figure} is {amount} lower than with “{a}”; this is more than chance at {confidence}.',
  'experiment.says.higher.better':
    'With “{b}”, {figure} is {amount} higher than with “{a}”: better, and more than chance at {confidence}.',
  'experiment.says.higher.worse':
    'With “{b}”, {figure} is {amount} higher than with “{a}”: worse, and more than chance at {confidence}.',
  'experiment.says.higher.neutral':
    'With “{b}”, {figure} is {amount} higher than with “{a}”; this is more than chance at {confidence}.',
  'experiment.says.chance':
    'Between “{a}” and “{b}”, {figure} shows no difference beyond chance at {confidence}; “{b}” minus “{a}” lies between {low} and {high}.',
  'experiment.says.equal': '“{a}” and “{b}” give the same {figure} in every replication.',
  'experiment.says.tooFew':
    'So far {figure} of “{b}” minus “{a}” is {amount}; two replications of both are needed to say more.',
  'experiment.says.nothing': 'No replication of both “{a}” and “{b}” has a value for {figure} yet.',

  'experiment.pairing.worth':
    'Equal luck saved work: independent runs would need {times} times the replications.',
  'experiment.pairing.exact': 'Equal luck made the difference all but exact.',
  'experiment.pairing.worthless': 'Equal luck did not help here.',
  'experiment.pair.correlation': 'Correlation',
  'experiment.pair.correlation.meaning':
    'How closely the two go up and down together over replications, −1 to 1. Common random numbers aim at 1.',
  'experiment.pair.reduction': 'Variance saved',
  'experiment.pair.reduction.meaning':
    '1 minus the variance of the paired difference over that of independent runs: what common random numbers saved.',
  'experiment.pair.pHolm': 'p (Holm)',
  'experiment.pair.pHolm.meaning':
    'Probability of a difference at least this large if there were none, adjusted by Holm for the number of comparisons.',
  'experiment.pair.n': 'n',
  'experiment.pair.n.meaning': 'Replications in which both have a value: the only ones compared.',

  'experiment.plot.numbers': 'Numbers',
  'experiment.plot.png': 'Save as PNG',
  'experiment.plot.csv': 'Save as CSV',
  'experiment.plot.failed': 'The picture could not be saved',
  'experiment.plot.keys': 'Arrow keys go through the values.',
  'experiment.plot.differences': 'Differences in {figure}',
  'experiment.plot.differences.axis': 'difference in {figure}',
  'experiment.plot.differences.note':
    'Thin: intervals that hold together; thick: of one pair alone. Blue lower, orange higher, gray may be chance.',
  'experiment.plot.differences.note.one': 'Blue: lower, orange: higher, gray: may be chance.',
  'experiment.plot.means': '{figure}: means',
  'experiment.plot.dots': '{figure}: replications',
  'experiment.plot.dots.note': 'A dot is a replication, a bar a mean.',
  'experiment.plot.dots.note.joined': 'A dot is a replication, a bar a mean; lines join dots of equal luck.',
  'experiment.plot.means.note': 'Whiskers: the interval of each mean at {confidence}, each for itself.',
  'experiment.plot.levels.note':
    'One scale for all: a steep line is a large effect. Whiskers: the interval of each mean.',
  'experiment.plot.points.note': 'A dot is the mean of a design point, its whisker the interval.',
  'experiment.plot.welch.note':
    'Gray: mean of the pilot replications. Blue: its moving average. Band: where it counts as settled.',
  'experiment.plot.mser5.note':
    'Above: mean of the pilot replications. Below: the statistic of a cut there; least is best.',
  'experiment.plot.tornado.title': '{figure}: what each factor does',
  'experiment.plot.tornado.note': 'Blue: at the low level; orange: at the high one; pale: may be chance.',
  'experiment.plot.effects.title': '{figure}: effects',
  'experiment.plot.effects.axis': 'effect on {figure}',
  'experiment.plot.effects.note':
    'Each interval holds for itself; of many, some leave out 0 by chance. × marks two factors acting together.',
  'experiment.plot.mains.title': '{figure} by the level of each factor',
  'experiment.plot.points.title': '{figure} over each factor',
  'experiment.plot.interaction.title': '{figure}: two factors together',
  'experiment.plot.interaction.note':
    'Parallel lines: the factors act apart. Crossing ones: they act together.',
  'experiment.plot.interaction.note.mixed':
    'Crossing lines need not be these two factors: this fraction mixes pairs up with other effects, see above.',
  'experiment.plot.interaction.lines': 'lines: {factor}',
  'experiment.plot.interaction.first': 'Along the axis',
  'experiment.plot.interaction.second': 'A line each',
  'experiment.plot.warmUp.title': 'Warm-up: {figure}, {point}',
  'experiment.plot.warmUp.curve': 'Curve of',
  'experiment.plot.largest': '{title} (the {shown} largest of {count})',
  'experiment.plot.first': '{title} (the first {shown} of {count})',
  'experiment.plot.minus': '{b} − {a}',
  'experiment.plot.mean': '{name}: {value} at {confidence}, n = {n}',
  'experiment.plot.dot': '{name}, replication {replication}: {value}',
  'experiment.plot.tornado': '{factor}: {lowMean} at {low}, {highMean} at {high}; swing {swing}, n = {n}',
  'experiment.plot.effect': '{effect}, {contrast}: {value}, more than chance at {confidence}, n = {n}',
  'experiment.plot.effect.chance': '{effect}, {contrast}: {value}, may be chance at {confidence}, n = {n}',
  'experiment.plot.level': '{setting}: {value}, n = {n}',
  'experiment.plot.atTime': 'At {time}: {value}',
  'experiment.plot.cut': 'cut at {time}',
  'experiment.plot.simulatedTime': 'simulated time, {unit}',
  'experiment.plot.mser': 'marginal standard error (MSER-5), squared',
  'experiment.plot.empty': 'Appears when two replications of each point are finished.',

  'experiment.inputs': 'What differs in the inputs',
  'experiment.inputs.none': 'Nothing: the same scenario.',
  'experiment.input.added': 'new: {value}',
  'experiment.input.addedMany': '{count} new',
  'experiment.input.removed': 'removed: {value}',
  'experiment.input.removedMany': '{count} removed',
  'experiment.input.places': { one: 'in {count} place', other: 'in {count} places' },
  'experiment.input.various': 'various',
  'experiment.input.differently': 'changed differently in {count} places',

  'experiment.selection': 'The best by {figure}',
  'experiment.selection.selected':
    '“{name}” is the best at {confidence}, or so near to the best that it does not matter.',
  'experiment.selection.undecided':
    'Not decided: {count} are still in contention after {stage} replications. “{name}” leads so far.',
  'experiment.selection.none': 'Nothing can be said yet.',
  'experiment.selection.system': 'Scenario',
  'experiment.selection.mean': 'Mean ± half-width',
  'experiment.selection.stage': 'Dropped after',
  'experiment.selection.by': 'Beaten by',
  'experiment.selection.in': 'in contention',
  'experiment.selection.winner': 'selected',

  'experiment.design.title': 'The design',
  'experiment.design.resolution': 'Resolution {resolution}: {meaning}',
  'experiment.design.resolution.3': 'main effects are mixed up with pairs of factors.',
  'experiment.design.resolution.4': 'main effects are clear of pairs; pairs are mixed up with one another.',
  'experiment.design.resolution.5': 'main effects and pairs are clear of one another.',
  'experiment.design.aliases': {
    one: 'Not told apart: {count} group of effects',
    other: 'Not told apart: {count} groups of effects',
  },
  'experiment.model': 'Metamodel',
  'experiment.model.r2': 'R²',
  'experiment.model.adjusted': 'adjusted',
  'experiment.model.predicted': 'predicted',
  'experiment.model.good': 'It fits well: use it between the levels.',
  'experiment.model.rough': 'It fits roughly: good for which factors matter, not for exact values.',
  'experiment.model.poor': 'It fits badly: do not use it. The response bends; try more levels.',
  'experiment.model.unknown': 'The design leaves no point over to judge the fit by.',
  'experiment.model.terms': 'Coefficients',

  'experiment.warmUp.result':
    'The first {time} of every replication are cut: the latest cut of all curves ({method}, {count} pilot replications).',
  'experiment.warmUp.untrusted':
    'No cut can be trusted: the curve does not settle in the first half of the run. The warm-up of the scenario, {time}, stands. Take more pilot replications, values further apart, or a longer run.',
  'experiment.batches.result':
    '{point}: {figure} = {value} from {count} batches of {time}. Correlation between neighboring batches: {correlation}.',
  'experiment.batches.good': 'Near 0: the batches are long enough.',
  'experiment.batches.bad':
    'Not near 0: batches are too short, and the interval too narrow. Take fewer batches, or a longer run.',
} as const;
