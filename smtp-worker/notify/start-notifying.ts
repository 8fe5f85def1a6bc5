import type { SecretKey } from '@/lib/auth/secret-key';
import { networkMatcher } from '@/lib/mail/network';
import { isPublicAddress } from '@/lib/net/public-address';
import { targetInWords } from '@/lib/policy/notification-target';
import { createDns } from '../delivery/dns';
import { trustedAuthorities } from '../trusted-authorities';
import type { Notification } from './notification';
import { Notifier, type NotifierOptions } from './notifier';
import { ownMessageIds } from './own-message-ids';
import { postWebhook, type WebhookContext } from './post-webhook';
import { type WebhookCall, WebhookCalls } from './webhook-calls';
import { webhookJson } from './webhook-json';

export interface NotifyingOptions extends Omit<NotifierOptions, 'call' | 'messageIds'> {
  readonly secretKey: SecretKey;
  /** `address:port`; empty: the system's. */
  readonly dnsServers: readonly string[];
  /** PEM of further trusted CAs. */
  readonly extraCa: string | null;
  /** Canonical networks that webhooks may reach although they are not public. */
  readonly webhookNetworks: readonly string[];
  /** Milliseconds before each further call of a webhook. */
  readonly retries: readonly number[];
  readonly version: string;
}

export interface Notifying {
  readonly notifier: Notifier;
  /** Lets the calls under way finish. To be called after the last flush. */
  stop(): Promise<void>;
}

interface Call extends WebhookCall {
  readonly notification: Notification;
}

/** Milliseconds that a webhook may take to answer. */
const ANSWER_TIMEOUT = 10_000;

/** The notifier of a worker with the webhooks that it calls. */
export function startNotifying(options: NotifyingOptions): Notifying {
  const { secretKey, dnsServers, extraCa, webhookNetworks, retries, version, hostname, metrics, log } = options;
  const isListed = networkMatcher(webhookNetworks);
  const context: WebhookContext = {
    addresses: createDns(dnsServers).addresses,
    isAllowed: (address) => isPublicAddress(address) || isListed(address),
    tls: trustedAuthorities(extraCa),
    userAgent: `Siegel/${version}`,
    timeout: ANSWER_TIMEOUT,
  };
  const calls = new WebhookCalls<Call>({
    post: (url, json) => postWebhook(url, json, context),
    delays: retries,
    onTaken: ({ notification }) => notifier.sent(notification),
    onFailed: ({ notification: { rule, target } }, reason) => {
      metrics.notifications.inc({ kind: target.kind, outcome: 'failed' });
      log.event('notification-failed', { rule: rule.name, kind: target.kind, target: targetInWords(target), reason });
    },
    onDropped: ({ notification }, reason) => notifier.dropped(notification, reason),
  });
  const notifier: Notifier = new Notifier({
    ...options,
    messageIds: ownMessageIds(secretKey),
    call: (notification, url) => calls.add({ notification, url, json: webhookJson(notification, hostname) }),
  });
  return { notifier, stop: () => calls.stop() };
}
