/** Comlink ships this file's types under another name than its code. */
declare module 'comlink/dist/esm/node-adapter.mjs' {
  import type { MessagePort, Worker } from 'node:worker_threads';
  import type { Endpoint } from 'comlink';
  /** An endpoint over a port or a worker of Node. */
  export default function nodeEndpoint(port: MessagePort | Worker): Endpoint;
}
