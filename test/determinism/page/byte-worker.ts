import byteFlow from '../byte-flow.json';
import byteHub from '../byte-hub.json';
import lastBitsFlow from '../last-bits-flow.json';
import { runToTables } from '../run-to-tables.ts';

postMessage({
  byteFlow: await runToTables(byteFlow),
  byteHub: await runToTables(byteHub),
  lastBitsFlow: await runToTables(lastBitsFlow),
});
