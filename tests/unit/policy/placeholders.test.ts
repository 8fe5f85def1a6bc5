import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillPlaceholders, PLACEHOLDERS, unknownPlaceholders } from '@/lib/policy/placeholders';

const facts = {
  'envelope.sender': 'a@partner.tld',
  'envelope.senderDomain': 'partner.tld',
  'recipient.address': 'info@local.tld',
  'recipient.domain': 'local.tld',
  'connection.remoteIp': '192.0.2.1',
  'session.authenticatedUser': 'alice',
  'connection.encrypted': false,
};

describe('a placeholder', () => {
  it.each([
    ['%sender%', 'a@partner.tld'],
    ['%sender-domain%', 'partner.tld'],
    ['%recipient%', 'info@local.tld'],
    ['%Recipient-Domain%', 'local.tld'],
    ['%client%', '192.0.2.1'],
    ['%user%', 'alice'],
    ['%tls%', 'no TLS'],
    ['%rule%', 'the rule'],
    ['from %sender% to %recipient%', 'from a@partner.tld to info@local.tld'],
    ['100% sure, 5 %', '100% sure, 5 %'],
  ])('%s is filled in: %s', (text, filled) => {
    expect(fillPlaceholders(text, facts, 'the rule')).toBe(filled);
    expect(unknownPlaceholders(text)).toEqual([]);
  });

  it('for the null sender is <>, for what is not known -', () => {
    expect(fillPlaceholders('%sender% %recipient% %tls%', { 'envelope.sender': null }, 'r')).toBe('<> - -');
    expect(fillPlaceholders('%sender%', { 'envelope.sender': { lookupFailed: 'time-out' } }, 'r')).toBe('-');
  });

  it('says which TLS is in use', () => {
    expect(fillPlaceholders('%tls%', { 'connection.encrypted': true }, 'r')).toBe('TLS');
    expect(fillPlaceholders('%tls%', { 'connection.encrypted': true, 'connection.tlsVersion': 'TLSv1.3' }, 'r')).toBe('TLSv1.3');
  });

  it('that means nothing is found', () => {
    expect(unknownPlaceholders('%sendr% and %sender%')).toEqual(['sendr']);
  });

  it('never brings a line end into a text, and is never read again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLACEHOLDERS), fc.string({ unit: 'binary' }), (name, value) => {
        const hostile = { 'envelope.sender': value, 'recipient.address': value, 'session.authenticatedUser': value };
        expect(fillPlaceholders(`%${name}%`, hostile, value)).not.toMatch(/[\r\n\0]/);
      }),
    );
    expect(fillPlaceholders('%sender%', { 'envelope.sender': '%rule%' }, 'secret')).toBe('%rule%');
  });
});
