const waiting: (() => void)[] = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => waiting.shift()?.();

/** Lets pending messages in: for one turn of the event loop, or for so many ms. */
export function pauseTurn(ms: number): Promise<void> {
  return new Promise((resolve) => {
    if (ms > 0) setTimeout(resolve, ms);
    else {
      // A timer of 0 ms takes 4 ms once it is nested: a sixth of every slice.
      waiting.push(resolve);
      channel.port2.postMessage(undefined);
    }
  });
}
