/** How far the clocks of agencies' systems may be off ours, either way, seconds: machines that nobody set right drift by that much. */
export const CLOCK_LEEWAY_SECONDS = 30
