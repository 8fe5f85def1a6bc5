import { addHeader } from './actions/add-header';
import { addHeaderIfMissing } from './actions/add-header-if-missing';
import { addRecipient } from './actions/add-recipient';
import { banner } from './actions/banner';
import type { Action } from './actions/definition';
import { discardRecipient } from './actions/discard-recipient';
import { greylist } from './actions/greylist';
import { localDelivery } from './actions/local-delivery';
import { maximumMessageSize } from './actions/maximum-message-size';
import { maximumReceivedHeaders } from './actions/maximum-received-headers';
import { maximumRecipients } from './actions/maximum-recipients';
import { notifyEmail } from './actions/notify-email';
import { notifyWebhook } from './actions/notify-webhook';
import { offer8bitmime } from './actions/offer-8bitmime';
import { offerChunking } from './actions/offer-chunking';
import { offerDsn } from './actions/offer-dsn';
import { offerPipelining } from './actions/offer-pipelining';
import { offerSmtputf8 } from './actions/offer-smtputf8';
import { offerStarttls } from './actions/offer-starttls';
import { redirectRecipient } from './actions/redirect-recipient';
import { relayAuthentication } from './actions/relay-authentication';
import { relayCertificateCheck } from './actions/relay-certificate-check';
import { relayHost } from './actions/relay-host';
import { relaySourceAddress } from './actions/relay-source-address';
import { relaySslEncryption } from './actions/relay-ssl-encryption';
import { relayStarttls } from './actions/relay-starttls';
import { relayTlsFailure } from './actions/relay-tls-failure';
import { relayTlsProfile } from './actions/relay-tls-profile';
import { relaying } from './actions/relaying';
import { removeHeader } from './actions/remove-header';
import { replaceHeader } from './actions/replace-header';
import { smtpAction } from './actions/smtp-action';
import { attemptNumber } from './conditions/attempt-number';
import { authenticatedUser } from './conditions/authenticated-user';
import { blockList } from './conditions/block-list';
import { clientCertificate } from './conditions/client-certificate';
import { declaredSize } from './conditions/declared-size';
import type { Condition } from './conditions/definition';
import { dkimResult } from './conditions/dkim-result';
import { dmarcResult } from './conditions/dmarc-result';
import { ehloName } from './conditions/ehlo-name';
import { fromDomain } from './conditions/from-domain';
import { header } from './conditions/header';
import { isAuthenticated } from './conditions/is-authenticated';
import { isSsl } from './conditions/is-ssl';
import { lastErrorWasTls } from './conditions/last-error-was-tls';
import { listener } from './conditions/listener';
import { localIp } from './conditions/local-ip';
import { localPort } from './conditions/local-port';
import { messageSize } from './conditions/message-size';
import { nullSender } from './conditions/null-sender';
import { receivedHeaders } from './conditions/received-headers';
import { recipientAddress } from './conditions/recipient-address';
import { recipientCount } from './conditions/recipient-count';
import { recipientDomain } from './conditions/recipient-domain';
import { recipientIsLocal } from './conditions/recipient-is-local';
import { relayingMail } from './conditions/relaying-mail';
import { remoteHostName } from './conditions/remote-host-name';
import { remoteIp } from './conditions/remote-ip';
import { reverseDns } from './conditions/reverse-dns';
import { senderAddress } from './conditions/sender-address';
import { senderDomain } from './conditions/sender-domain';
import { senderIsLocal } from './conditions/sender-is-local';
import { senderIsUser } from './conditions/sender-is-user';
import { sessionBytes } from './conditions/session-bytes';
import { sessionMessages } from './conditions/session-messages';
import { spfResult } from './conditions/spf-result';
import { timeInQueue } from './conditions/time-in-queue';
import { tlsCipher } from './conditions/tls-cipher';
import { tlsVersion } from './conditions/tls-version';
import { usesEsmtp } from './conditions/uses-esmtp';
import { weeklyHours } from './conditions/weekly-hours';

/** All that rules can be made of, found by id. */
export interface Catalogue {
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly actions: ReadonlyMap<string, Action>;
}

/** In the order of the picker. */
export const CONDITIONS: readonly Condition[] = [
  isSsl,
  tlsVersion,
  tlsCipher,
  clientCertificate,
  remoteIp,
  remoteHostName,
  listener,
  localIp,
  localPort,
  ehloName,
  usesEsmtp,
  isAuthenticated,
  authenticatedUser,
  sessionMessages,
  sessionBytes,
  senderDomain,
  senderAddress,
  nullSender,
  senderIsLocal,
  senderIsUser,
  relayingMail,
  recipientDomain,
  recipientAddress,
  recipientIsLocal,
  recipientCount,
  declaredSize,
  messageSize,
  header,
  fromDomain,
  receivedHeaders,
  spfResult,
  dkimResult,
  dmarcResult,
  reverseDns,
  blockList,
  weeklyHours,
  attemptNumber,
  timeInQueue,
  lastErrorWasTls,
];

/** In the order of the picker. */
export const ACTIONS: readonly Action[] = [
  smtpAction,
  greylist,
  banner,
  localDelivery,
  relaying,
  maximumMessageSize,
  maximumRecipients,
  maximumReceivedHeaders,
  offerStarttls,
  offer8bitmime,
  offerPipelining,
  offerDsn,
  offerSmtputf8,
  offerChunking,
  relayHost,
  relaySslEncryption,
  relayStarttls,
  relayCertificateCheck,
  relayTlsProfile,
  relayTlsFailure,
  relayAuthentication,
  relaySourceAddress,
  addHeader,
  addHeaderIfMissing,
  replaceHeader,
  removeHeader,
  addRecipient,
  redirectRecipient,
  discardRecipient,
  notifyEmail,
  notifyWebhook,
];

export function catalogueOf(conditions: readonly Condition[], actions: readonly Action[]): Catalogue {
  return {
    conditions: new Map(conditions.map((condition) => [condition.id, condition])),
    actions: new Map(actions.map((action) => [action.id, action])),
  };
}

export const CATALOGUE = catalogueOf(CONDITIONS, ACTIONS);

export function findCondition(id: string): Condition | undefined {
  return CATALOGUE.conditions.get(id);
}

export function findAction(id: string): Action | undefined {
  return CATALOGUE.actions.get(id);
}
