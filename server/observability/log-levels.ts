export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Who writes a line. */
export const LOG_MODULES = [
  'server',
  'http',
  'jobs',
  'database',
  'cache',
  'circuits',
  'mail',
] as const;
export type LogModule = (typeof LOG_MODULES)[number];

/** From which level on each module writes. */
export type LogLevels = Readonly<Record<LogModule, LogLevel>>;

/** Every module at the same level. */
export function allAt(level: LogLevel): LogLevels {
  return Object.fromEntries(LOG_MODULES.map((module) => [module, level])) as LogLevels;
}

/** @param text `info`, or `info,jobs=debug,http=warn`. @returns undefined where it is neither. */
export function readLogLevels(text: string): LogLevels | undefined {
  const [byDefault = '', ...exceptions] = text.split(',').map((part) => part.trim());
  if (!isLevel(byDefault)) return undefined;
  const levels: Record<LogModule, LogLevel> = { ...allAt(byDefault) };
  for (const exception of exceptions) {
    const [module = '', level = '', ...rest] = exception.split('=');
    if (!isModule(module) || !isLevel(level) || rest.length > 0) return undefined;
    levels[module] = level;
  }
  return levels;
}

function isLevel(word: string): word is LogLevel {
  return LOG_LEVELS.some((level) => level === word);
}

function isModule(word: string): word is LogModule {
  return LOG_MODULES.some((module) => module === word);
}
