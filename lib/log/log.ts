import { type DestinationStream, pino } from 'pino';
import { EVENT_LEVELS, type EventFields } from './events';

/** The log of a process: one JSON line per event, its name as `event` and its fields beside it. */
export interface Log {
  event<Name extends keyof EventFields>(name: Name, fields: EventFields[Name]): void;
}

/** @param level least level that is written, as LOG_LEVEL says @param destination standard output unless given */
export function openLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  return {
    event: (name, fields) => logger[EVENT_LEVELS[name]]({ event: name, ...fields }),
  };
}
