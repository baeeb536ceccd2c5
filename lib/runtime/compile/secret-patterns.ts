/** Shapes of secrets that their vendors document, so that none is mistaken for ordinary text. */
const SHAPES: Record<string, RegExp> = {
  "Anthropic, OpenAI and others": /\b(?:sk|pk)-[A-Za-z0-9_-]{16,}/,
  Stripe: /\b(?:[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9]{20,})/,
  AWS: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  GitHub: /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{22,})/,
  GitLab: /\bgl(?:pat|ptt|rt|dt)-[A-Za-z0-9_-]{20,}/,
  Slack: /\b(?:xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[0-9]-[A-Za-z0-9-]{10,})|hooks\.slack\.com\/services\/T[A-Z0-9]+\/B[A-Z0-9]+\/[A-Za-z0-9]{10,}/,
  Google: /\b(?:AIza[A-Za-z0-9_-]{35}|GOCSPX-[A-Za-z0-9_-]{20,}|ya29\.[A-Za-z0-9_-]{20,})/,
  Twilio: /\bSK[0-9a-f]{32}\b/,
  SendGrid: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/,
  Mailgun: /\bkey-[0-9a-f]{32}\b/,
  Mailchimp: /\b[0-9a-f]{32}-us[0-9]{1,2}\b/,
  npm: /\bnpm_[A-Za-z0-9]{36}\b/,
  PyPI: /\bpypi-AgE[A-Za-z0-9_-]{40,}/,
  "Hugging Face": /\bhf_[A-Za-z0-9]{30,}/,
  DigitalOcean: /\bdo[opr]_v1_[0-9a-f]{40,}/,
  Shopify: /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/,
  Square: /\b(?:sq0(?:atp|csp)-[A-Za-z0-9_-]{20,}|EAAA[A-Za-z0-9_-]{50,})/,
  Telegram: /\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b/,
  Discord: /discord(?:app)?\.com\/api\/webhooks\/[0-9]{15,}\/[A-Za-z0-9_-]{20,}/,
  Supabase: /\b(?:sbp_[0-9a-f]{40}|sb_secret_[A-Za-z0-9_-]{20,})/,
  "Groq, xAI, Perplexity and Replicate": /\b(?:gsk_[A-Za-z0-9]{30,}|xai-[A-Za-z0-9]{30,}|pplx-[A-Za-z0-9]{30,}|r8_[A-Za-z0-9]{30,})/,
  "Linear, Notion, Figma and Airtable": /\b(?:lin_api_[A-Za-z0-9]{30,}|ntn_[A-Za-z0-9]{40,}|figd_[A-Za-z0-9_-]{30,}|pat[A-Za-z0-9]{14}\.[0-9a-f]{64})/,
  "PlanetScale, Databricks and Doppler": /\b(?:pscale_(?:tkn|pw)_[A-Za-z0-9_-]{30,}|dapi[0-9a-f]{32}|dp\.(?:st|pt|sa)\.[A-Za-z0-9._-]{30,})/,
  "this platform": /\bapi[cm]_[A-Za-z0-9]{20,}/,
  "signed tokens": /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  "private keys": /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY/,
  "databases' addresses with a password": /\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|rediss?|amqps?):\/\/[^\s/:@]*:[^\s/@]+@/,
};

/** Whether a text holds what looks like a real secret. */
export const looksLikeSecret = (text: string): boolean => text.length >= 16 && Object.values(SHAPES).some((shape) => shape.test(text));
