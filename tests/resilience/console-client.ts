import type { z } from 'zod';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** The API of a running console, as a browser with a session or a program with a token uses it. */
export class ConsoleClient {
  private constructor(
    private readonly url: string,
    private readonly identity: Readonly<Record<string, string>>,
  ) {}

  static anonymous(url: string): ConsoleClient {
    return new ConsoleClient(url, { origin: url });
  }

  static withToken(url: string, token: string): ConsoleClient {
    return new ConsoleClient(url, { authorization: `Bearer ${token}` });
  }

  /** @throws Error when the console refuses */
  static async signIn(url: string, credentials: Credentials): Promise<ConsoleClient> {
    const response = await ConsoleClient.anonymous(url).send('POST', '/api/auth/sign-in/email', credentials);
    if (response.status !== 200) throw new Error(`signing in was answered ${response.status}: ${await response.text()}`);
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return new ConsoleClient(url, { origin: url, cookie });
  }

  send(method: 'GET' | 'POST', path: string, body?: object): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: this.identity,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
  }

  /** @throws Error when the console refuses or answers something else */
  async ask<Answer>(answer: z.ZodType<Answer>, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    const response = await this.send(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${await response.text()}`);
    return answer.parse(await response.json());
  }
}
