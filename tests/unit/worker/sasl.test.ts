import { describe, expect, it } from 'vitest';
import { decodeResponse, plainCredentials } from '@/smtp-worker/listeners/sasl';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('decodeResponse', () => {
  it('decodes base64 of UTF-8', () => {
    expect(decodeResponse(base64('Grüße'))).toBe('Grüße');
    expect(decodeResponse('=')).toBe('');
    expect(decodeResponse('')).toBe('');
  });

  it.each(['!!!', 'YQ', 'YQ=', 'YQ==YQ==', 'YW Jj', Buffer.from([0xff, 0xfe]).toString('base64')])('refuses %s', (text) => {
    expect(decodeResponse(text)).toBeNull();
  });
});

describe('plainCredentials', () => {
  it('reads name and password', () => {
    expect(plainCredentials('\0alice\0secret')).toEqual({ name: 'alice', password: 'secret' });
    expect(plainCredentials('alice\0alice\0secret')).toEqual({ name: 'alice', password: 'secret' });
  });

  it.each(['', 'alice', 'alice\0secret', '\0\0secret', '\0alice\0', 'bob\0alice\0secret', '\0alice\0a\0b'])('refuses %j', (message) => {
    expect(plainCredentials(message)).toBeNull();
  });
});
