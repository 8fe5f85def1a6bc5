import type { Reply } from './reply';

function reply(code: number, enhanced: string, text: string): Reply {
  return { code, enhanced, text };
}

/**
 * Every reply of the worker whose text is fixed. The enhanced code is of the class of the basic code (RFC 3463, RFC 5248). What a rule
 * answers is made in lib/policy/default-reply.ts; greeting and EHLO carry no enhanced code (RFC 2034 3).
 */
export const REPLIES = {
  closing: reply(221, '2.0.0', 'Bye'),
  readyForTls: reply(220, '2.0.0', 'Ready to start TLS'),
  signedIn: reply(235, '2.7.0', 'Authentication successful'),
  ok: reply(250, '2.0.0', 'Ok'),
  senderOk: reply(250, '2.1.0', 'Sender ok'),
  recipientOk: reply(250, '2.1.5', 'Recipient ok'),
  cannotVerify: reply(252, '2.1.5', 'Cannot verify an address, but will take a message and attempt delivery'),
  help: reply(
    214,
    '2.0.0',
    'EHLO HELO MAIL RCPT DATA BDAT RSET NOOP QUIT VRFY HELP STARTTLS AUTH (RFC 5321, RFC 3207, RFC 3030, RFC 4954)',
  ),

  idle: reply(421, '4.4.2', 'Idle for too long, closing the connection'),
  shuttingDown: reply(421, '4.3.2', 'Shutting down, please try again later'),
  tooManyConnections: reply(421, '4.7.0', 'Too many connections, please try again later'),
  tooManyErrors: reply(421, '4.7.0', 'Too many errors, closing the connection'),
  tooManyFailedSignIns: reply(421, '4.7.0', 'Too many failed attempts to sign in, closing the connection'),
  /** RFC 5321 3.1: the client waits for the greeting. */
  talksTooSoon: reply(421, '4.7.0', 'You talk before the greeting, closing the connection'),
  /** What follows would be read as commands. */
  chunkSizeUnknown: reply(421, '4.5.4', 'BDAT needs the number of octets that follow, closing the connection'),
  /** A browser that was made to send a form to us. */
  speaksHttp: reply(421, '4.7.0', 'This is no HTTP server'),

  noPolicy: reply(421, '4.3.0', 'The policy is not available, please try again later'),
  databaseAway: reply(451, '4.3.0', 'The queue is not available, please try again later'),
  queueFull: reply(452, '4.3.1', 'The queue is full, please try again later'),
  internalError: reply(451, '4.3.0', 'Internal error, please try again later'),
  /** Never a permanent refusal for what only we could have offered. */
  tlsNotOffered: reply(451, '4.7.0', 'Encryption needed, and TLS is not available here at the moment, please try again later'),
  /** RFC 5321 4.5.3.1.10: the client sends the rest in another transaction. */
  tooManyRecipients: reply(452, '4.5.3', 'Too many recipients, send the rest in another transaction'),
  otherRulesApply: reply(452, '4.5.3', 'Other rules apply to this recipient, send to it in a transaction of its own'),
  /** RFC 4954 6. */
  tooManyGuesses: reply(454, '4.7.0', 'Too many failed attempts to sign in from your address, please try again later'),
  signInNotAvailable: reply(454, '4.7.0', 'Temporary authentication failure, please try again later'),

  unknownCommand: reply(500, '5.5.1', 'Command not recognised'),
  emptyCommand: reply(500, '5.5.2', 'Command expected'),
  lineTooLong: reply(500, '5.5.2', 'Line too long'),
  bareLineFeed: reply(500, '5.5.2', 'Lines end with CR LF'),
  commandNotImplemented: reply(502, '5.5.1', 'Command not implemented'),
  helloFirst: reply(503, '5.5.1', 'Send EHLO first'),
  mailFirst: reply(503, '5.5.1', 'Send MAIL first'),
  recipientFirst: reply(503, '5.5.1', 'Send RCPT first, no recipient has been accepted'),
  transactionOpen: reply(503, '5.5.1', 'A transaction is already under way'),
  tlsActive: reply(503, '5.5.1', 'TLS is already active'),
  alreadySignedIn: reply(503, '5.5.1', 'Already signed in'),
  notNow: reply(503, '5.5.1', 'Not within a transaction'),
  /** RFC 3030 2: between the first chunk and the last. */
  chunksUnderWay: reply(503, '5.5.1', 'The message is being sent in chunks, end it with BDAT LAST or RSET'),
  badChunkParameter: reply(501, '5.5.4', 'Only LAST may follow the size of a chunk'),
  noParameterAllowed: reply(501, '5.5.4', 'The command takes no parameter'),
  nameExpected: reply(501, '5.5.4', 'Name of the client expected'),
  mechanismExpected: reply(501, '5.5.4', 'Mechanism expected'),
  unknownMechanism: reply(504, '5.5.4', 'Mechanism not supported, use PLAIN or LOGIN'),
  badBase64: reply(501, '5.5.2', 'Not valid base64'),
  badCredentialsSyntax: reply(501, '5.5.2', 'Credentials not understood'),
  signInCancelled: reply(501, '5.7.0', 'Authentication cancelled'),

  badSender: reply(501, '5.1.7', 'Bad sender address syntax'),
  badRecipient: reply(501, '5.1.3', 'Bad recipient address syntax'),
  recipientNeedsDomain: reply(550, '5.1.3', 'The recipient address needs a domain'),
  noPostmaster: reply(550, '5.1.1', 'No local domain, so no postmaster'),
  /** RFC 6531 3.5. */
  needsSmtpUtf8: reply(553, '5.6.7', 'An internationalised address needs SMTPUTF8'),
  tlsFirst: reply(530, '5.7.0', 'Must issue a STARTTLS command first'),
  signInFirst: reply(530, '5.7.0', 'Authentication required'),
  wrongCredentials: reply(535, '5.7.8', 'Authentication credentials invalid'),
  signInNeedsTls: reply(538, '5.7.11', 'Encryption required for requested authentication mechanism'),

  relayingDenied: reply(550, '5.7.1', 'Relaying denied'),
  localDeliveryDenied: reply(550, '5.7.1', 'No mail is accepted for this recipient'),
  bareLineEnding: reply(550, '5.6.11', 'Bare CR or LF in the message, lines must end with CR LF'),
  messageTooLarge: reply(552, '5.3.4', 'The message is too large'),
  loop: reply(554, '5.4.6', 'Too many Received headers, the message goes round in circles'),
} as const satisfies Record<string, Reply>;

/** The only promise: the message is durably ours. */
export function queuedReply(queueId: string): Reply {
  return reply(250, '2.0.0', `Ok: queued as ${queueId}`);
}

/** A chunk of a message has come whole (RFC 3030 2); nothing is promised yet. */
export function chunkReply(octets: number): Reply {
  return reply(250, '2.0.0', `${octets} octets received`);
}

/** A parameter of MAIL or RCPT that we do not know or do not offer (RFC 5321 4.1.1.11). `keyword` is of letters, digits and hyphens. */
export function unknownParameter(keyword: string): Reply {
  return reply(555, '5.5.4', `Parameter ${keyword} not recognised`);
}

export function badParameter(keyword: string): Reply {
  return reply(501, '5.5.4', `Bad value of parameter ${keyword}`);
}
