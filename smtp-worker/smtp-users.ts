import { createHmac, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { hashPassword, verifyPassword } from '@/lib/auth/password-hash';

/** Milliseconds that a password found right need not be derived again: one connection per message would cost one scrypt per message. */
const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 1000;
/** scrypt runs on the threads that DNS look-ups need too. */
const MOST_AT_ONCE = 2;

/** Checks the names and passwords of clients that sign in. */
export class SmtpUsers {
  /** Of this process alone: what is remembered is worth nothing outside it. */
  private readonly key = randomBytes(32);
  private readonly remembered = new Map<string, number>();
  /** An unknown name takes as long as a wrong password. */
  private readonly nobody = hashPassword(randomBytes(16).toString('hex'));
  private checking = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly pool: pg.Pool,
    private readonly now: () => Date,
  ) {}

  /** The user's name as it is stored, or null. @throws what pg throws */
  async signIn(name: string, password: string): Promise<string | null> {
    const user = await this.find(name.trim().toLowerCase());
    if (!(await this.isRight(password, user?.passwordHash ?? null)) || user === null) return null;
    // Not awaited: that nobody sees when the user was last here is no reason to turn a client away.
    this.pool.query(SEEN, [user.name]).catch(() => undefined);
    return user.name;
  }

  private async find(name: string): Promise<{ name: string; passwordHash: string } | null> {
    const { rows } = await this.pool.query<{ name: string; passwordHash: string }>({
      name: 'smtp-user',
      text: 'SELECT name, password_hash AS "passwordHash" FROM smtp_user WHERE name = $1 AND enabled',
      values: [name],
    });
    return rows[0] ?? null;
  }

  private async isRight(password: string, hash: string | null): Promise<boolean> {
    const proof = createHmac('sha256', this.key)
      .update(`${hash ?? ''}\0${password}`)
      .digest('base64');
    const until = this.remembered.get(proof);
    if (hash !== null && until !== undefined && until > this.now().getTime()) return true;
    const right = await this.oneOfFew(async () => verifyPassword(password, hash ?? (await this.nobody)));
    if (hash === null || !right) return false;
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(proof, this.now().getTime() + REMEMBERED_MS);
    return true;
  }

  private async oneOfFew(check: () => Promise<boolean>): Promise<boolean> {
    if (this.checking >= MOST_AT_ONCE) await new Promise<void>((resolve) => this.queue.push(resolve));
    this.checking += 1;
    try {
      return await check();
    } finally {
      this.checking -= 1;
      this.queue.shift()?.();
    }
  }
}

const SEEN = `UPDATE smtp_user SET last_seen_at = now() WHERE name = $1 AND (last_seen_at IS NULL OR last_seen_at < now() - interval '1 minute')`;
