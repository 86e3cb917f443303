/** The buffers of the typed arrays in a message, each once: they cross by transfer, not by copy. */
export function frameBuffers(message: object): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  collect(message, found);
  return [...found];
}

function collect(value: object, found: Set<ArrayBuffer>): void {
  for (const member of Object.values(value)) {
    if (ArrayBuffer.isView(member)) {
      if (member.buffer instanceof ArrayBuffer) found.add(member.buffer);
    } else if (typeof member === 'object' && member !== null) collect(member, found);
  }
}
