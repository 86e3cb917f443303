import byteFlow from '../byte-flow.json';
import lastBitsFlow from '../last-bits-flow.json';
import { runToTables } from '../run-to-tables.ts';

postMessage({ byteFlow: await runToTables(byteFlow), lastBitsFlow: await runToTables(lastBitsFlow) });
