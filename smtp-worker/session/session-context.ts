import type { Answered } from '@/lib/acceptance/notifications';
import type { RuleOutcome } from '@/lib/acceptance/rule-outcomes';
import type { Log } from '@/lib/log/log';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { ClientCertificate, TlsVersion } from '@/lib/policy/facts';
import type { DatabaseState } from '../database-state';
import type { FailedSignIns } from '../failed-sign-ins';
import type { Triplet } from '../greylist/triplet';
import type { Batcher } from '../intake/batcher';
import type { Metrics } from '../monitoring/metrics';
import type { Traffic } from '../monitoring/traffic';
import type { SmtpUsers } from '../smtp-users';
import type { LookupContext } from './session-lookups';

/** What the sessions of a worker share. */
export interface SessionContext {
  readonly workerId: string;
  readonly hostname: string;
  /** The policy in force; null while none has been loaded. */
  readonly policy: () => CompiledPolicy | null;
  readonly database: DatabaseState;
  readonly users: SmtpUsers;
  readonly failedSignIns: FailedSignIns;
  readonly batcher: Batcher;
  /** Stores a chunk of a message that is too large for memory. */
  readonly appendChunk: (queueId: string, sequence: number, data: Buffer) => Promise<void>;
  readonly newQueueId: () => string;
  /** The mail has been answered: whom its rules name is to be told. @param messageId null as far as none has come */
  readonly notify: (answered: Answered, messageId: string | null) => void;
  readonly countRule: (outcome: RuleOutcome) => void;
  readonly lookups: LookupContext;
  /** When a triplet was first seen; notes that it was seen. `delay` in seconds. @throws what pg throws */
  readonly firstSeen: (triplet: Triplet, delay: number, now: Date) => Promise<Date>;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly traffic: Traffic;
  readonly now: () => Date;
}

/** A connection as it was opened. */
export interface Client {
  /** Random, for the log. */
  readonly sessionId: string;
  readonly listener: string;
  readonly submission: boolean;
  readonly implicitTls: boolean;
  /** IPv4-mapped IPv6 addresses are written as IPv4. */
  readonly ip: string;
  readonly port: number;
  /** Of this host, as the client reached it; written like `ip`. */
  readonly localIp: string;
  readonly localPort: number;
}

/** TLS as the connection has it. `cipher` is the IANA name. */
export interface SessionTls {
  readonly version: TlsVersion;
  readonly cipher: string;
  /** Null if the client showed none. */
  readonly clientCertificate: ClientCertificate | null;
}
