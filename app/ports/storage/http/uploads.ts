import { randomBytes } from "node:crypto";
import { mkdir, stat, statfs } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { MemoryLocker, Server } from "@tus/server";
import { isAbsent } from "../flat/durable.ts";
import { HttpRefusal } from "./answers.ts";
import { type Authorise, type Grant, grantOf } from "./authorise.ts";
import { createUploadFiles, UploadDiskFull } from "./upload-files.ts";
import { openUploadRecords, UPLOAD_ID } from "./upload-records.ts";

export interface UploadLimits {
  /** Unfinished uploads of one account. */
  readonly perAccount: number;
  /** Bytes that stay free on the disk. */
  readonly reserve: number;
  /** An upload that got no byte for this many milliseconds is removed. */
  readonly stale: number;
}

export interface UploadOptions {
  readonly directory: string;
  readonly authorise: Authorise;
  readonly origins: string[];
  readonly limits: UploadLimits;
}

/** A finished upload's file, lent while nobody else can touch it. */
export interface FinishedUpload {
  readonly path: string;
  readonly bytes: number;
  remove(): Promise<void>;
}

/** Resumable uploads over tus 1.0, at `/files/`. Each belongs to the account whose token made it. */
export interface Uploads {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** @throws HttpRefusal 403 for another account's, 404 for none, 409 for an unfinished one */
  withFinished<T>(id: string, grant: Grant, use: (upload: FinishedUpload) => Promise<T>): Promise<T>;
  /** Removes stale ones. @returns how many */
  sweep(now: number): Promise<number>;
  count(): number;
}

interface WebRequest {
  readonly method: string;
  readonly headers: Headers;
}

const METHODS = ["POST", "HEAD", "PATCH", "DELETE", "OPTIONS"];

export async function createUploads({ directory, authorise, origins, limits }: UploadOptions): Promise<Uploads> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const records = await openUploadRecords(directory);
  const files = createUploadFiles(directory, records);
  const locker = new MemoryLocker();
  const starting = new Map<string, string>();
  const importing = new Map<string, Promise<unknown>>();

  const grantFor = (request: WebRequest): Grant => grantOf(authorise, request.headers.get("authorization"), "upload");
  const checkOwner = (id: string, { account }: Grant): void => {
    const owner = records.known(id)?.metadata.account;
    if (owner === undefined) throw new HttpRefusal(404, "no-upload", "There is no such upload.");
    if (owner !== account) throw new HttpRefusal(403, "not-owner", "The upload belongs to another account.");
  };
  const checkRoom = async (bytes: number): Promise<void> => {
    const { bavail, bsize } = await statfs(directory);
    if (bavail * bsize < bytes + limits.reserve) throw new UploadDiskFull();
  };
  const unfinishedOf = (account: string): number => {
    const stored = [...records.all()].filter((record) => record.metadata.account === account).map(({ id }) => id);
    const begun = [...starting].filter(([, owner]) => owner === account).map(([id]) => id);
    return new Set([...stored, ...begun]).size;
  };
  const locked = async <T>(id: string, use: () => Promise<T>): Promise<T> => {
    const lock = locker.newLock(id);
    await lock.lock(new AbortController().signal, () => undefined);
    try {
      return await use();
    } finally {
      await lock.unlock();
    }
  };
  // Others wait here and not for the locker, which asks without a pause.
  const oneAtATime = async <T>(id: string, use: () => Promise<T>): Promise<T> => {
    for (let other = importing.get(id); other !== undefined; other = importing.get(id))
      await other.catch(() => undefined);
    const mine = locked(id, use);
    importing.set(id, mine);
    try {
      return await mine;
    } finally {
      importing.delete(id);
    }
  };

  const server = new Server({
    path: "/files",
    datastore: files,
    locker,
    relativeLocation: true,
    allowedOrigins: origins,
    namingFunction: () => randomBytes(16).toString("hex"),
    getFileIdFromRequest: (_request, last) => (last !== undefined && UPLOAD_ID.test(last) ? last : undefined),
    // tus asks this first, before it asks who sends: no token, no limit, no upload.
    maxSize: (request, id) => (id === null ? 0 : grantFor(request).maxBytes),
    async onIncomingRequest(request, id) {
      const grant = grantFor(request);
      if (request.method !== "POST") checkOwner(id, grant);
      if (importing.has(id)) throw new HttpRefusal(423, "importing", "The upload is complete and is being imported.");
    },
    async onUploadCreate(request, upload) {
      const { account } = grantFor(request);
      if (unfinishedOf(account) >= limits.perAccount) {
        throw new HttpRefusal(
          429,
          "too-many",
          `You have ${limits.perAccount} unfinished uploads: finish or cancel one.`,
        );
      }
      starting.set(upload.id, account);
      setTimeout(() => starting.delete(upload.id), 10_000).unref();
      await checkRoom(upload.size ?? 0);
      // What the client calls its file is nobody's business here: nothing of it is kept.
      return { metadata: { account } };
    },
    onResponseError: (_request, error) =>
      error instanceof HttpRefusal ? { status_code: error.status, body: `${error.message}\n` } : undefined,
  });

  return {
    async handle(request, response) {
      if (!METHODS.includes(request.method ?? "")) throw new HttpRefusal(405, "method", "Uploads speak tus 1.0.");
      await server.handle(request, response);
    },
    async withFinished(id, grant, use) {
      if (!UPLOAD_ID.test(id)) throw new HttpRefusal(404, "no-upload", "There is no such upload.");
      return oneAtATime(id, async () => {
        checkOwner(id, grant);
        const { offset, size } = await files.getUpload(id);
        if (offset !== size) throw new HttpRefusal(409, "incomplete", `${offset} of ${size} bytes have arrived.`);
        return use({ path: join(directory, id), bytes: offset, remove: () => files.remove(id) });
      });
    },
    async sweep(now) {
      let swept = 0;
      for (const { id } of [...records.all()]) {
        try {
          const { mtimeMs } = await stat(join(directory, id));
          if (now - mtimeMs < limits.stale) continue;
          await locked(id, () => files.remove(id));
          swept += 1;
        } catch (error) {
          if (!isAbsent(error)) throw error;
          await records.delete(id);
        }
      }
      return swept;
    },
    count: () => [...records.all()].length,
  };
}
