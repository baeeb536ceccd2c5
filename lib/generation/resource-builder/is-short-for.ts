/** Beehives are hives to those who keep them, a classroom is a room; a report is no port. */
export const isShortFor = (short: string, name: string): boolean => name.endsWith(short) && /^(?:bee|class|bed|bath|show|green|bird|sail|row|motor|text|note|guest|race|work|fire|play|meeting|house)$/.test(name.slice(0, -short.length));
