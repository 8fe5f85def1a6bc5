import type { Mailbox } from '@/lib/mail/address';
import type { HeaderEdit } from '@/lib/mail/header-edits';
import { REPLIES } from '@/lib/mail/replies';
import type { Reply } from '@/lib/mail/reply';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import { type Facts, isFactName, isKnown, SETTLED_AT } from '@/lib/policy/facts';
import { isOfTls } from '@/lib/policy/lack-of-tls';
import { recordedFacts } from '@/lib/policy/recorded-facts';
import { hasReached, type Stage } from '@/lib/policy/stages';
import { type DeliveryPlan, planDelivery } from '@/lib/routing/plan-delivery';
import { headerEditsOf } from './additions';
import { Envelope, type EnvelopeAnswer } from './envelope';
import { tellFirstSeen, withoutFirstSeen } from './first-seen';
import { bannerOf, keywordsOf, offerOf, offersByRule } from './greeting';
import { asGreeting, type Judgement, judge } from './judge';
import { answerToMessage, type MeasuredMessage, mostAllowed } from './message-limits';
import { notificationsOf, type RuleNotification } from './notifications';
import { type Accepted, type FinalRecipient, finalRecipients, type Origin } from './recipient-changes';

/** A mail as it would come in. */
export interface SimulatedMail {
  /** All that will be known of it in the end, as it is recorded with a transaction; each stage sees what is settled by then. */
  readonly facts: Facts;
  /** TLS from the first byte: encryption is known at once. */
  readonly implicitTls: boolean;
  readonly recipients: readonly Mailbox[];
}

/** What a stage answers. */
interface SimulatedStep {
  readonly stage: Exclude<Stage, 'relay'>;
  /** Null where the answer concerns all. */
  readonly recipient: string | null;
  /** Null where nothing is said: the mail goes on. */
  readonly reply: Reply | null;
  /** What rules let the gateway say beside a reply: the banner, the extensions after EHLO. */
  readonly says: readonly string[];
  /** Null where no rule was asked. */
  readonly decision: Decision | null;
}

type SimulatedFate = 'refused' | 'put-off' | 'discarded' | 'redirected' | 'held' | 'delivered';

interface SimulatedRecipient {
  readonly address: string;
  /** `put-off`: refused for now, or to be sent in another transaction. */
  readonly fate: SimulatedFate;
  readonly reply: Reply;
  readonly headerEdits: readonly HeaderEdit[];
  readonly origin: Origin | null;
  /** Where it goes next; of a mail that is held: once it is released. */
  readonly plan: DeliveryPlan | null;
}

export interface Simulation {
  readonly steps: readonly SimulatedStep[];
  readonly recipients: readonly SimulatedRecipient[];
  /** Whom the rules would tell about it. */
  readonly notifications: readonly RuleNotification[];
}

/**
 * What the policy would do with a mail, stage by stage, with the functions of a worker's session. It resolves nothing and sends nothing.
 * Commands that no policy judges (syntax, authentication) are taken as done.
 */
export function simulate(compiled: CompiledPolicy, mail: SimulatedMail): Simulation {
  const before = beforeRecipients(compiled, mail);
  const reply = before.at(-1)?.reply ?? null;
  if (reply !== null && reply.code >= 400) {
    return {
      steps: before,
      notifications: notificationsOf(before.flatMap(({ decision }) => decision ?? []).slice(-1)),
      recipients: mail.recipients.map(({ address }) => ({ address, fate: fateOf(reply), reply, ...NOTHING })),
    };
  }
  const envelope = envelopeOf(compiled, mail);
  const answers = mail.recipients.map((mailbox) => {
    tellFirstSeen(envelope, envelope.addressOf(mailbox), envelope.lookupsFor(mailbox), mail.facts);
    return { address: mailbox.address, answer: envelope.add(mailbox) };
  });
  const steps = answers.map(({ address, answer }): SimulatedStep => {
    const { reply, judgement } = answer;
    return { stage: 'rcpt', recipient: address, reply, says: [], decision: judgement?.decision ?? null };
  });
  const data = afterData(compiled, mail, envelope, answers);
  return { ...data, steps: [...before, ...steps, ...data.steps] };
}

export function envelopeOf(compiled: CompiledPolicy, mail: SimulatedMail): Envelope {
  return new Envelope({
    compiled,
    tlsOffered: offerOf(compiled, factsAt('connect', mail)).starttls,
    declaredSize: declaredSizeOf(mail),
    facts: withoutFirstSeen(factsAt('rcpt', mail)),
    remoteIp: textOf(mail.facts['connection.remoteIp']) ?? '',
    authenticatedUser: textOf(mail.facts['session.authenticatedUser']),
  });
}

function beforeRecipients(compiled: CompiledPolicy, mail: SimulatedMail): SimulatedStep[] {
  const connected = factsAt('connect', mail);
  const connect = judge(compiled, connected, 'connect', true);
  const says = compiled.reads.session.includes('banner') ? [bannerOf(compiled, connect.decision, connected)] : [];
  const first = { stage: 'connect', recipient: null, says, decision: connect.decision } as const;
  if (connect.kind === 'refused') return [{ ...first, reply: asGreeting(connect.reply) }];
  const judgement = judge(compiled, factsAt('mail', mail), 'mail', offerOf(compiled, connected).starttls);
  const reply = judgement.kind === 'refused' ? judgement.reply : answerToSize(compiled, judgement.decision, declaredSizeOf(mail));
  return [
    { ...first, reply: null },
    ...afterHello(compiled, connected, mail.implicitTls),
    { stage: 'mail', recipient: null, reply, says: [], decision: judgement.decision },
  ];
}

/** Only where rules say what EHLO offers. */
function afterHello(compiled: CompiledPolicy, connected: Facts, encrypted: boolean): SimulatedStep[] {
  const decision = offersByRule(compiled, connected);
  if (decision === null) return [];
  const says = keywordsOf({ ...offerOf(compiled, connected), ...(encrypted ? { starttls: false } : {}) });
  return [{ stage: 'ehlo', recipient: null, reply: null, says, decision }];
}

function answerToSize(compiled: CompiledPolicy, decision: Decision, declaredSize: number | null): Reply {
  return (declaredSize ?? 0) > mostAllowed(compiled, decision).maxMessageSize ? REPLIES.messageTooLarge : REPLIES.senderOk;
}

interface Answered {
  readonly address: string;
  readonly answer: EnvelopeAnswer;
}

/** Octets that the client announces with MAIL FROM (RFC 1870); null if it does not. */
function declaredSizeOf({ facts }: SimulatedMail): number | null {
  const size = facts['message.declaredSize'];
  return isKnown<number | null>(size) ? size : null;
}

function afterData(compiled: CompiledPolicy, mail: SimulatedMail, envelope: Envelope, answers: readonly Answered[]): Simulation {
  const count = answers.filter(({ answer }) => answer.kind === 'accepted').length;
  const message: Facts = { ...withoutFirstSeen(factsAt('data', mail)), 'recipient.count': count };
  const judged = answers.map(({ address, answer }) => ({ address, answer, judgement: judgeAnswered(answer, mail, envelope, message) }));
  const judgements = judged.map(({ judgement }) => judgement).filter((judgement) => judgement !== null);
  const refused = answerToMessage(compiled, measured(mail), judgements);
  const steps: SimulatedStep[] = [];
  const accepted: Accepted[] = [];
  for (const { address, answer, judgement } of judged) {
    if (answer.kind !== 'accepted' || judgement === null) continue;
    steps.push({ stage: 'data', recipient: address, reply: refused ?? REPLIES.ok, says: [], decision: judgement.decision });
    if (judgement.kind === 'passed') accepted.push({ recipient: answer.recipient, judgement });
  }
  const finals = refused === null ? finalRecipients(compiled, accepted) : [];
  const known = { ...factsAt('relay', mail), ...message };
  const recipients = judged.flatMap(({ address, answer }): SimulatedRecipient[] => {
    const own = finals.filter(({ cause }) => cause.recipient === answer.recipient);
    if (own.length > 0) return own.map((final) => simulatedOf(compiled, final, known));
    const reply = answer.kind === 'accepted' ? (refused ?? REPLIES.ok) : answer.reply;
    return [{ ...NOTHING, address, fate: fateOf(reply), reply }];
  });
  const final = judged.flatMap(({ answer, judgement }) => judgement ?? (answer.kind === 'refused' ? answer.judgement : []));
  return { steps, recipients, notifications: notificationsOf(final.map(({ decision }) => decision)) };
}

/** Null where the recipient was not accepted. */
function judgeAnswered(answer: EnvelopeAnswer, mail: SimulatedMail, envelope: Envelope, message: Facts): Judgement | null {
  if (answer.kind !== 'accepted') return null;
  const { recipient } = answer;
  tellFirstSeen(envelope, recipient.address, envelope.lookupsForMessage(recipient, message), mail.facts);
  return envelope.judgeMessage(recipient, message);
}

const NOTHING = { headerEdits: [], origin: null, plan: null };

function simulatedOf(compiled: CompiledPolicy, final: FinalRecipient<Accepted>, known: Facts): SimulatedRecipient {
  const { address, domain, relayed, fate, origin, cause } = final;
  const headerEdits = headerEditsOf(cause.judgement.decision, cause.recipient.facts);
  const goes = fate === 'accept' || fate === 'hold';
  const plan = goes ? planDelivery(compiled, recordedFacts({ ...cause.recipient.facts, ...known }, { address, domain, relayed })) : null;
  return { address, fate: FATES[fate], reply: REPLIES.ok, headerEdits, origin, plan };
}

/** What was not recorded exceeds no limit. */
function measured({ facts }: SimulatedMail): MeasuredMessage {
  const [size, receivedHeaders] = [facts['message.size'], facts['message.receivedCount']];
  return { size: isKnown(size) ? size : 0, receivedHeaders: isKnown(receivedHeaders) ? receivedHeaders : 0 };
}

const FATES = { accept: 'delivered', discard: 'discarded', redirect: 'redirected', hold: 'held' } as const;

function fateOf({ code }: Reply): SimulatedFate {
  if (code >= 500) return 'refused';
  // A recipient that was named twice is no second one.
  return code >= 400 ? 'put-off' : 'delivered';
}

/** What a session knows at a stage. */
export function factsAt(stage: Stage, { facts, implicitTls }: SimulatedMail): Facts {
  const names = Object.keys(facts)
    .filter(isFactName)
    .filter((name) => hasReached(stage, SETTLED_AT[name]) || (implicitTls && isOfTls(name)));
  return Object.fromEntries(names.map((name) => [name, facts[name]]));
}

function textOf(fact: Facts['connection.remoteIp'] | Facts['session.authenticatedUser']): string | null {
  return isKnown<string | null>(fact) ? fact : null;
}
