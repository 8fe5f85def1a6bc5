import { bigMail, sendBigMail } from '../support/big-mail';
import { createCertificateAuthority } from '../support/certificate-authority';
import { usageOf } from '../support/process-usage';
import { startStreamingSink } from '../support/streaming-sink';
import { waitFor } from '../support/wait-for';
import { RECIPIENT, RELAYED_SENDER, SINK_HOST, startSiegel } from './contenders';
import { highestRss } from './memory';

export interface BigMessages {
  /** Each on a connection of its own, all at once. */
  readonly messages: number;
  /** Of a message. */
  readonly octets: number;
  /** Seconds from the first connection until the last message was accepted, and until it had arrived. */
  readonly accepted: number;
  readonly arrived: number;
  /** Of the worker before the first message, and the most that it has held. MiB. */
  readonly restingMiB: number;
  readonly peakMiB: number;
}

/** Large messages in over STARTTLS, every second one in chunks, and out over TLS. @throws unless each of them arrives as it was sent */
export async function measureBigMessages({ messages, octets }: Pick<BigMessages, 'messages' | 'octets'>): Promise<BigMessages> {
  const authority = await createCertificateAuthority();
  const sink = await startStreamingSink(await authority.issue([SINK_HOST]));
  const siegel = await startSiegel(authority, sink.port);
  try {
    const worker = siegel.main ?? 0;
    const restingMiB = usageOf(worker).residentMiB;
    const mails = Array.from({ length: messages }, (_, number) => bigMail(number, octets));
    const began = performance.now();
    const envelope = { from: RELAYED_SENDER, to: RECIPIENT };
    await Promise.all(mails.map((mail, number) => sendBigMail(siegel.port, mail, envelope, number % 2 === 0 ? 'data' : 'chunks')));
    const accepted = (performance.now() - began) / 1000;
    await waitFor('all of them to arrive', () => sink.messages.length >= messages, { timeoutMs: 900_000, everyMs: 100 });
    const arrived = (performance.now() - began) / 1000;
    for (const { subject, octets: sent, sha256 } of mails) {
      const [first, ...more] = sink.messages.filter((message) => message.subject === subject);
      if (first === undefined || more.length > 0) throw new Error(`"${subject}" has arrived ${more.length + (first ? 1 : 0)} times`);
      if (first.octets !== sent || first.sha256 !== sha256) throw new Error(`"${subject}" has arrived with another body`);
    }
    return { messages, octets, accepted, arrived, restingMiB, peakMiB: (await highestRss(worker)) ?? 0 };
  } finally {
    await siegel.stop();
    await sink.stop();
  }
}
