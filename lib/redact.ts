const SECRET = /\b(api[cm]_[A-Za-z0-9]{8})[A-Za-z0-9]+|\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+|sk-ant-[A-Za-z0-9_-]+|postgres(?:ql)?:\/\/[^@\s"]+@/g;

/** Replaces anything that looks like a key, a token or a database URL with credentials. */
export const redact = (text: string): string => text.replace(SECRET, (_match, prefix?: string) => (prefix ? `${prefix}…` : "[redacted]"));
