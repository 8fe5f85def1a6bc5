/** The chunks of a message on their way into the queue. */
export interface MessageBody {
  /** Resolves when there is room for more: large messages wait for the database. @throws what `append` throws */
  write(chunk: Buffer): Promise<void>;
  /** The whole message if it was small enough to be held in memory, else null: then all its chunks have been appended. */
  finish(): Promise<Buffer | null>;
}

/**
 * Holds up to `chunkSize` octets in memory; once a message is larger, full chunks are appended one after the other, so that no message
 * takes more than two chunks of memory.
 */
export function createMessageBody(chunkSize: number, append: (sequence: number, data: Buffer) => Promise<void>): MessageBody {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let appended = 0;
  const appendNext = async (data: Buffer): Promise<void> => {
    await append(appended, data);
    appended += 1;
  };
  return {
    async write(chunk) {
      held.push(chunk);
      heldBytes += chunk.length;
      while (heldBytes > chunkSize) {
        const all = Buffer.concat(held, heldBytes);
        held = [all.subarray(chunkSize)];
        heldBytes -= chunkSize;
        await appendNext(all.subarray(0, chunkSize));
      }
    },
    async finish() {
      const rest = Buffer.concat(held, heldBytes);
      if (appended === 0) return rest;
      if (rest.length > 0) await appendNext(rest);
      return null;
    },
  };
}
