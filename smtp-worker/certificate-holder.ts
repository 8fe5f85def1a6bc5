import type pg from 'pg';
import type { SecretKey } from '@/lib/auth/secret-key';
import type { Log } from '@/lib/log/log';
import { certificateVersion, type ListenerCertificates, loadCertificates } from './certificate';
import { type DatabaseState, reasonOf } from './database-state';
import { type Repeated, repeat } from './repeat';

export interface CertificateHolderOptions {
  readonly pool: pg.Pool;
  readonly database: DatabaseState;
  readonly secretKey: SecretKey;
  readonly hostname: string;
  readonly log: Log;
  /** Milliseconds between two looks at the stored certificates. */
  readonly poll: number;
}

/** The certificates that the listeners show. Those last loaded stay in use when newer ones cannot be used. */
export class CertificateHolder {
  private certificates: ListenerCertificates | null = null;
  private version = '';
  private polling: Repeated | null = null;

  constructor(private readonly options: CertificateHolderOptions) {}

  /** @throws Error when there is none that can be used */
  async load(): Promise<ListenerCertificates> {
    const { pool, secretKey, hostname, log } = this.options;
    const certificates = await loadCertificates(pool, secretKey, hostname);
    // After loading: it may have been made just now.
    this.version = await certificateVersion(pool);
    this.certificates = certificates;
    const { own } = certificates;
    const { selfSigned, sha256 } = own;
    log.event('certificate-loaded', { hostname: own.hostname, selfSigned, notAfter: own.notAfter.toISOString(), sha256 });
    if (selfSigned) {
      const advice = 'Partners that check certificates will not deliver to it, unless they pin its SHA-256 fingerprint.';
      log.event('certificate-self-signed', { hostname: own.hostname, advice });
    }
    return certificates;
  }

  /** @throws Error before load() has succeeded */
  current(): ListenerCertificates {
    if (this.certificates === null) throw new Error('No certificate has been loaded.');
    return this.certificates;
  }

  /** From now on looks for changes. */
  follow(onChange: (certificates: ListenerCertificates) => void): void {
    this.polling = repeat(this.options.poll, () => this.refresh(onChange));
  }

  async stop(): Promise<void> {
    await this.polling?.stop();
  }

  private async refresh(onChange: (certificates: ListenerCertificates) => void): Promise<void> {
    const { pool, database, log } = this.options;
    const version = await certificateVersion(pool).catch((error: unknown) => {
      database.lost(error);
      return this.version;
    });
    if (version === this.version) return;
    try {
      onChange(await this.load());
    } catch (error) {
      this.version = version;
      log.event('certificate-unusable', { reason: reasonOf(error) });
    }
  }
}
