/** Address of the page; what it needs is below. */
export const CONSOLE_PATH = '/console';

/** Where people of a deployed lake sign in. */
export interface SignInAt {
  /** Origin of the sign-in pages, `https://...` without a slash. */
  readonly origin: string;
  readonly clientId: string;
}

/**
 * The document. The editor and the charts make style elements, which need the nonce.
 *
 * @param nonce of this answer, from base64url
 * @param signIn @default by the link that `lake start` prints
 */
export const documentText = (nonce: string, signIn?: SignInAt): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="style-nonce" content="${nonce}">${
  signIn
    ? `
<meta name="sign-in" content="${signIn.origin}" data-client="${signIn.clientId}">`
    : ''
}
<title>Headwater</title>
<link rel="stylesheet" href="${CONSOLE_PATH}/style.css">
<link rel="icon" href="data:,">
<script type="module" src="${CONSOLE_PATH}/script.js"></script>
</head>
<body><div id="app"></div><noscript>The console needs JavaScript.</noscript></body>
</html>
`;

/**
 * Nothing but the page's own script and style, from this server alone.
 *
 * @param asks other origins that the page may send to. @default none
 */
export const policy = (nonce: string, ...asks: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    ["connect-src 'self'", ...asks].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Headers of every answer beside its policy. */
export const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;
