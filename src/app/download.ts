/** Hands bytes to the user as a file. */
export function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read by then; the bytes are given up with the address.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
