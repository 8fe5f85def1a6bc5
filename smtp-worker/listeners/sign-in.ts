import { REPLIES } from '@/lib/mail/replies';
import type { Reply } from '@/lib/mail/reply';
import type { Session } from '../session/session';
import { type Credentials, decodeResponse, plainCredentials } from './sasl';

/** Wrong passwords in one session. */
const MOST_FAILURES = 3;

type Step = (response: string) => Promise<Reply | null>;

/** The exchange of AUTH (RFC 4954 4): mechanisms PLAIN (RFC 4616) and LOGIN. */
export class SignIn {
  private next: Step | null = null;
  private failures = 0;

  constructor(
    private readonly session: Session,
    private readonly challenge: (text: string) => void,
  ) {}

  /** The next line is no command but a response. */
  get expectsResponse(): boolean {
    return this.next !== null;
  }

  cancel(): void {
    this.next = null;
  }

  /** @param argument of AUTH: the mechanism, and perhaps the first response */
  async begin(argument: string): Promise<Reply | null> {
    const [mechanism = '', initial, ...more] = argument.split(/\s+/);
    if (mechanism === '' || more.length > 0) return REPLIES.mechanismExpected;
    switch (mechanism.toUpperCase()) {
      case 'PLAIN':
        return this.ask('', (message) => this.check('PLAIN', plainCredentials(message)), initial);
      case 'LOGIN':
        return this.ask('Username:', (name) => this.askPassword(name), initial);
      default:
        return REPLIES.unknownMechanism;
    }
  }

  async respond(line: string): Promise<Reply | null> {
    const step = this.next;
    this.next = null;
    if (line === '*' || step === null) return REPLIES.signInCancelled;
    return this.take(line, step);
  }

  private async askPassword(name: string): Promise<Reply | null> {
    return this.ask('Password:', (password) => this.check('LOGIN', name === '' ? null : { name, password }));
  }

  /** Takes the response that the client has given already, or sends the challenge and waits for the next line. */
  private async ask(challenge: string, step: Step, given?: string): Promise<Reply | null> {
    if (given !== undefined) return this.take(given, step);
    this.next = step;
    this.challenge(Buffer.from(challenge).toString('base64'));
    return null;
  }

  private async take(text: string, step: Step): Promise<Reply | null> {
    const response = decodeResponse(text);
    return response === null ? REPLIES.badBase64 : step(response);
  }

  private async check(mechanism: string, credentials: Credentials | null): Promise<Reply> {
    if (credentials === null) return REPLIES.badCredentialsSyntax;
    const reply = await this.session.signIn(mechanism, credentials);
    if (reply === REPLIES.wrongCredentials) this.failures += 1;
    return this.failures >= MOST_FAILURES ? REPLIES.tooManyFailedSignIns : reply;
  }
}
