/** A file and its path within what was chosen. */
export interface NamedFile {
  readonly path: string;
  readonly file: File;
}

/** Files of a picker; those of a folder carry their path in it. */
export function filesOfPicker(list: FileList | null): NamedFile[] {
  return [...(list ?? [])]
    .filter(isWanted)
    .map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Files and folders that were dropped. Must be called in the drop's own task: afterwards the browser forgets them. */
export async function filesOfDrop(transfer: DataTransfer): Promise<NamedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return filesOfPicker(transfer.files);
  return (await Promise.all(entries.map((entry) => filesBelow(entry, '')))).flat();
}

async function filesBelow(entry: FileSystemEntry, folder: string): Promise<NamedFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return isWanted(file) ? [{ path: folder + entry.name, file }] : [];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: NamedFile[] = [];
  for (;;) {
    // A reader gives a hundred entries at a time, and none at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    found.push(
      ...(await Promise.all(entries.map((one) => filesBelow(one, `${folder}${entry.name}/`)))).flat(),
    );
  }
}

/** What systems leave in folders is no part of a scenario. */
function isWanted({ name }: File): boolean {
  return !name.startsWith('.') && name !== 'Thumbs.db' && name !== 'desktop.ini';
}
