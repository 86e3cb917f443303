const TIMES = '`time_in_queue`, `time_in_system` (s, also by class)';
const LEVELS =
  '`number_in_queue`, `number_in_system`, `most_in_system`, `number_in_system_p50`, `number_in_system_p95` (subjects, over time), `share_empty` (of time)';
const COUNTS = '`arrivals`, `departures` (subjects)';

/** What a run reports of each type of block, by its names in `summary.csv`; units in brackets, none for shares. */
export const FLOW_FIGURES: Readonly<Record<string, string>> = {
  source: COUNTS,
  queue: `${COUNTS}, \`losses\` (subjects), \`loss_share\`, ${TIMES}, ${LEVELS}, \`number_in_service\` (subjects), \`utilization\` (busy / available; for shared servers those at work, for blocked ones those that serve), \`reneged\` (subjects) and \`renege_share\` (of arrivals; with patience, \`time_in_queue\` is of those served), \`number_blocked\` (subjects at a server that wait for room, where queues block), \`number_setting_up\` (servers, where they have a setup or \`starts_at\`)`,
  delay: `${COUNTS}, \`time_in_system\` (s, also by class), \`number_in_system\` (subjects) and the other levels but the queue`,
  batch: `${COUNTS}, ${TIMES}, ${LEVELS}, \`load\` (subjects per departure), \`headway\` (s), \`batches\` (departures), \`full_share\`, \`empty_share\` (of departures)`,
  gate: `${COUNTS}, ${TIMES}, ${LEVELS}`,
  split: `${COUNTS}, \`time_in_system\` (s, until the join, also by class), \`number_in_system\` (subjects that were split) and the other levels but the queue`,
  join: `${COUNTS} of copies, ${TIMES}, ${LEVELS}`,
  seize: `${COUNTS}, ${TIMES}, ${LEVELS}; of the resource \`utilization\`, \`number_in_queue\` (subjects), \`number_in_use\` (units)`,
  sink: '`arrivals` (subjects), `throughput` (subjects/h), `time_in_system` (s from creation, also by class)',
};
