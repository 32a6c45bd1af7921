/**
 * Name of the transparency log of an installation that says none: enough for a trial, and the same for all of them. A witness tells logs apart by their names,
 * so whoever has one sets THROUGHLINE_LOG_ORIGIN before the first start.
 */
export const DEFAULT_LOG_ORIGIN = 'throughline.invalid/log'

/** What a log may be called (C2SP tlog-checkpoint): an address without its scheme. Neither white space nor a plus. */
export const LOG_ORIGIN = /^[a-z0-9][a-z0-9.-]{0,251}(?::\d{1,5})?(?:\/[A-Za-z0-9._~-]{1,64}){0,4}$/
