/** Where the service tells its operator what happens. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
}

/** Warnings and errors on standard error. */
export const consoleLogger: Logger = {
  info: () => {},
  warn: (message) => console.warn(message),
  error: (message, error) => console.error(message, ...(error === undefined ? [] : [error])),
};
