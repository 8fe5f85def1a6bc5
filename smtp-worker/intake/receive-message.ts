import type { Readable } from 'node:stream';
import { exceeds } from '@/lib/acceptance/message-limits';
import { REPLIES } from '@/lib/mail/replies';
import type { Reply } from '@/lib/mail/reply';
import type { MessageLimits } from '@/lib/policy/largest-limits';
import { CHUNK_SIZE } from '@/lib/queue/body-chunks';
import { createMessageBody } from './message-body';
import { type Measured, type ScanResult, scanMessage } from './message-scan';

/** What a message is held to while it is read. */
export interface ReadingLimits extends MessageLimits {
  /** What is refused is not read on: only where its client can be told before the end. */
  readonly refusesEarly: boolean;
}

/** What came after DATA or BDAT. */
export type ReceivedMessage =
  /** `body` null: its chunks have been stored. */
  | { readonly kind: 'complete'; readonly scan: ScanResult; readonly body: Buffer | null }
  | { readonly kind: 'refused'; readonly scan: ScanResult; readonly reply: Reply }
  | { readonly kind: 'not-stored'; readonly scan: ScanResult; readonly error: unknown }
  /** The client has gone before the end. */
  | { readonly kind: 'cut-off' };

/** Reads a message along, without our own header fields. */
interface MessageListener {
  feed(chunk: Uint8Array): Promise<void>;
}

/**
 * Reads a message to its end, and keeps it unless it is refused.
 * @param header our own header fields, which are stored in front of it
 * @param asked names of header fields that rules read, in lower case
 */
export async function receiveMessage(
  stream: Readable,
  header: string,
  limits: ReadingLimits,
  asked: ReadonlySet<string>,
  append: (sequence: number, data: Buffer) => Promise<void>,
  listener: MessageListener | null,
): Promise<ReceivedMessage> {
  const scan = scanMessage(asked);
  const body = createMessageBody(CHUNK_SIZE, append);
  let failure = await failureOf(body.write(Buffer.from(header, 'utf8')));
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) continue;
      scan.feed(chunk);
      if (failure !== null || refusalOf(scan.measured(), limits) !== null) {
        if (limits.refusesEarly) break;
        continue;
      }
      failure = await failureOf(body.write(chunk));
      if (listener !== null) await listener.feed(chunk);
    }
  } catch {
    return { kind: 'cut-off' };
  }
  const found = scan.result();
  const reply = refusalOf(found, limits);
  if (reply !== null) return { kind: 'refused', scan: found, reply };
  if (failure !== null) return { kind: 'not-stored', scan: found, error: failure.error };
  return body.finish().then(
    (whole) => ({ kind: 'complete', scan: found, body: whole }),
    (error: unknown) => ({ kind: 'not-stored', scan: found, error }),
  );
}

function failureOf(task: Promise<void>): Promise<{ readonly error: unknown } | null> {
  return task.then(
    () => null,
    (error: unknown) => ({ error }),
  );
}

function refusalOf(scan: Measured, limits: MessageLimits): Reply | null {
  return scan.bareLineEnding ? REPLIES.bareLineEnding : exceeds(scan, limits);
}
