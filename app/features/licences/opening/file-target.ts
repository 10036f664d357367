import type { SaveTarget, Sink } from "./save-target.ts";

/** What the File System Access API gives, of which TypeScript's library knows only a part. */
interface PickerWindow {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
  showDirectoryPicker?: (options: { mode: "readwrite" }) => Promise<FileSystemDirectoryHandle>;
}

interface PermittedHandle {
  requestPermission?: (options: { mode: "readwrite" }) => Promise<PermissionState>;
}

export type SaveHandle = FileSystemFileHandle | FileSystemDirectoryHandle;

const picker = (): PickerWindow => globalThis as unknown as PickerWindow;

export const canPickFiles = (count: number): boolean =>
  count === 1 ? picker().showSaveFilePicker !== undefined : picker().showDirectoryPicker !== undefined;

/** Asks the person where to save: a file, or a folder for several. Must follow a click. @throws AbortError where they decline */
export async function pickHandle(names: readonly string[]): Promise<SaveHandle> {
  const [only] = names;
  if (names.length === 1 && only !== undefined) {
    const handle = await picker().showSaveFilePicker?.({ suggestedName: only });
    if (handle !== undefined) return handle;
  }
  const directory = await picker().showDirectoryPicker?.({ mode: "readwrite" });
  if (directory === undefined) throw new Error("This browser can't choose a place to save to.");
  return directory;
}

/** Whether what was chosen earlier may be written again. Must follow a click where the browser asks. */
export async function mayWrite(handle: SaveHandle): Promise<boolean> {
  const permission = await (handle as PermittedHandle).requestPermission?.({ mode: "readwrite" });
  return permission === undefined || permission === "granted";
}

/** A file or folder that the person chose. What reaches a checkpoint outlasts a crash. */
export const createFileTarget = (handle: SaveHandle): SaveTarget => ({
  async open(file, offset) {
    const target = handle.kind === "file" ? handle : await handle.getFileHandle(file.name, { create: true });
    return openFileSink(target, offset);
  },
});

async function openFileSink(handle: FileSystemFileHandle, offset: number): Promise<Sink> {
  let position = offset;
  let writable = await openAt(handle, position);
  return {
    async write(piece) {
      await writable.write(piece);
      position += piece.length;
    },
    // A browser writes to a copy that takes the file's place only when closed.
    async checkpoint() {
      await writable.close();
      writable = await openAt(handle, position);
      return true;
    },
    close: () => writable.close(),
    async abort(keep) {
      await (keep ? writable.close() : writable.abort());
      return keep;
    },
  };
}

async function openAt(handle: FileSystemFileHandle, position: number): Promise<FileSystemWritableFileStream> {
  const writable = await handle.createWritable({ keepExistingData: position > 0 });
  if (position > 0) await writable.seek(position);
  return writable;
}
