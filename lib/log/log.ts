import { type DestinationStream, pino } from 'pino';
import { EVENT_LEVELS, type EventFields } from './events';

/** The log of a process: one JSON line per event, its name as `event` and its fields beside it. */
export interface Log {
  event<Name extends keyof EventFields>(name: Name, fields: EventFields[Name]): void;
}

/** @param level least level that is written, as LOG_LEVEL says @param destination standard output unless given */
export function openLog(level: string, destination: DestinationStream = standardOutput()): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = pino(options, destination);
  return {
    event: (name, fields) => logger[EVENT_LEVELS[name]]({ event: name, ...fields }),
  };
}

/**
 * A disk that is full or a terminal that is gone must not end the process: lines wait, as far as there is room for them, and are then dropped.
 * Synchronous, because pino flushes the others at the exit, and tries that for ever.
 */
function standardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, maxLength: 1_000_000 });
  output.on('error', () => undefined);
  return output;
}
