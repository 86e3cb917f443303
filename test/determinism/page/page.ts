/** Runs the flow in a worker and hands the tables on: to whoever waits for `tables`, and by POST to `report`. */
const worker = new Worker(new URL('./byte-worker.ts', import.meta.url), { type: 'module' });

const tables = new Promise((resolve, reject) => {
  worker.addEventListener('message', ({ data }) => resolve(data));
  worker.addEventListener('error', (event) => reject(new Error(event.message)));
});
Reflect.set(globalThis, 'tables', tables);

if (new URLSearchParams(location.search).has('report')) {
  tables.then(
    (found) => fetch('report', { method: 'POST', body: JSON.stringify(found) }),
    (error) => fetch('report', { method: 'POST', body: String(error) }),
  );
}
