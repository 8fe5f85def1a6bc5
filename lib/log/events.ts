export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * Every event that a process of ours logs, with its fields. One event is one line; a new event gets an entry here and in EVENT_LEVELS.
 * Passwords, message contents and stored secrets are never fields.
 */
export interface EventFields {
  'worker-started': { workerId: string; hostname: string; version: string };
  'worker-stopping': { sessions: number; deliveries: number };
  'worker-stopped': { workerId: string };
  'supervisor-started': { workers: number };
  'worker-ended': { pid: number; end: string; startedAgainInMs: number };
  'workers-restarting': { workers: number };
  'workers-restarted': Record<string, never>;
  'workers-not-restarted': { reason: string };
  listening: { listener: string; address: string; port: number; tls: 'starttls' | 'implicit'; submission: boolean };
  'health-listening': { address: string; port: number };
  'policy-loaded': { revision: number; rules: number; localDomains: number };
  'policy-unusable': { revision: number; reason: string };
  'policy-taken-back': { revision: number; takenBack: number };
  'certificate-loaded': { hostname: string; selfSigned: boolean; notAfter: string; sha256: string };
  'certificate-self-signed': { hostname: string; advice: string };
  'certificate-unusable': { reason: string };
  'database-away': { reason: string };
  'database-back': { awayMs: number };
  'worker-registered-again': { workerId: string };
  'session-opened': { session: string; listener: string; clientIp: string; clientPort: number };
  'session-refused': { session: string; listener: string; clientIp: string; reply: string };
  'tls-established': { session: string; version: string | null; cipher: string | null; clientCertificate: string | null };
  'listener-failed': { listener: string; reason: string };
  'tls-failed': { listener: string; clientIp: string | null; reason: string };
  auth: { session: string; user: string; mechanism: string; outcome: 'accepted' | 'refused' | 'too-many' | 'not-checked' };
  'transaction-accepted': { session: string; queueId: string; sender: string; recipients: number; size: number };
  'transaction-refused': {
    session: string;
    queueId: string;
    stage: string;
    sender: string;
    recipient: string | null;
    reply: string;
    rule: string | null;
  };
  'transaction-not-stored': { session: string; queueId: string; reason: string };
  'records-dropped': { count: number };
  'session-failed': { session: string; reason: string };
  'session-broken': { session: string; reason: string };
  'session-closed': { session: string; durationMs: number; accepted: number; refused: number };
  'delivery-started': { queueId: string; recipients: number; nextHop: string; attempt: number };
  delivered: { queueId: string; recipient: string; nextHop: string; tlsVersion: string | null; tlsLevel: string | null };
  deferred: { queueId: string; recipient: string; nextHop: string; reason: string; detail: string; nextAttemptAt: string | null };
  bounced: { queueId: string; recipient: string; nextHop: string | null; reason: string; detail: string };
  'delivery-failed': { reason: string };
  'notification-sent': { rule: string; kind: 'email' | 'webhook'; target: string; count: number; id: string };
  'notification-failed': { rule: string; kind: 'email' | 'webhook'; target: string; reason: string };
  'notification-dropped': { rule: string; kind: 'email' | 'webhook'; target: string; reason: string };
  'request-failed': { method: string; path: string; reason: string };
}

export const EVENT_LEVELS: { readonly [Name in keyof EventFields]: LogLevel } = {
  'worker-started': 'info',
  'worker-stopping': 'info',
  'worker-stopped': 'info',
  'supervisor-started': 'info',
  'worker-ended': 'error',
  'workers-restarting': 'info',
  'workers-restarted': 'info',
  'workers-not-restarted': 'error',
  listening: 'info',
  'health-listening': 'info',
  'policy-loaded': 'info',
  'policy-unusable': 'error',
  'policy-taken-back': 'warn',
  'certificate-loaded': 'info',
  'certificate-self-signed': 'warn',
  'certificate-unusable': 'error',
  'database-away': 'error',
  'database-back': 'info',
  'worker-registered-again': 'warn',
  'session-opened': 'debug',
  'session-refused': 'info',
  'tls-established': 'debug',
  'listener-failed': 'error',
  'tls-failed': 'info',
  auth: 'info',
  'transaction-accepted': 'info',
  'transaction-refused': 'info',
  'transaction-not-stored': 'error',
  'records-dropped': 'warn',
  'session-failed': 'error',
  'session-broken': 'info',
  'session-closed': 'debug',
  'delivery-started': 'debug',
  delivered: 'info',
  deferred: 'info',
  bounced: 'warn',
  'delivery-failed': 'error',
  'notification-sent': 'info',
  'notification-failed': 'info',
  'notification-dropped': 'warn',
  'request-failed': 'error',
};
