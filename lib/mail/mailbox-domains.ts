import { parseMailbox } from './address';

/**
 * The domains of all mailboxes in an address list such as the value of a From header, unfolded (RFC 5322 3.4): as A-labels, or as address
 * literals. What stands in display names, quoted strings and comments is no mailbox, nor is what has no valid domain.
 */
export function mailboxDomains(addressList: string): string[] {
  return withoutText(addressList)
    .split(/[,;]/)
    .flatMap((mailbox) => {
      const angle = /<([^<>]*)>?/.exec(mailbox);
      // Without angle brackets what stands before a colon is the name of a group.
      const address = (angle?.[1] ?? mailbox.slice(groupEnd(mailbox))).replace(/\s/g, '');
      const domain = address.slice(address.lastIndexOf('@') + 1).replace(/\.$/, '');
      const known = address.includes('@') ? parseMailbox(`x@${domain}`)?.domain : null;
      return known === null || known === undefined ? [] : [known];
    });
}

/** A colon in an address literal ends no group. */
function groupEnd(mailbox: string): number {
  const literal = mailbox.indexOf('[');
  return mailbox.slice(0, literal === -1 ? mailbox.length : literal).lastIndexOf(':') + 1;
}

/** The list without comments, and with a word in the place of each quoted string. */
function withoutText(list: string): string {
  let kept = '';
  let comments = 0;
  let quoted = false;
  for (let at = 0; at < list.length; at += 1) {
    const character = list.charAt(at);
    if (character === '\\' && (quoted || comments > 0)) at += 1;
    else if (quoted) quoted = character !== '"';
    else if (character === '(') comments += 1;
    else if (comments > 0) comments -= character === ')' ? 1 : 0;
    else if (character === '"') {
      quoted = true;
      kept += 'x';
    } else kept += character;
  }
  return kept;
}
