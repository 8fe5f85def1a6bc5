import { REPLIES } from '@/lib/mail/replies';
import type { Reply } from '@/lib/mail/reply';

/** The commands that change nothing. */
export function simpleAnswer(verb: string, line: string): Reply {
  switch (verb) {
    case 'NOOP':
      return REPLIES.ok;
    case 'QUIT':
      return REPLIES.closing;
    case 'HELP':
      return REPLIES.help;
    case 'VRFY':
      return REPLIES.cannotVerify;
    case 'EXPN':
      return REPLIES.commandNotImplemented;
    case '':
      return REPLIES.emptyCommand;
    default:
      return / HTTP\/\d\.\d$/i.test(line) ? REPLIES.speaksHttp : REPLIES.unknownCommand;
  }
}
