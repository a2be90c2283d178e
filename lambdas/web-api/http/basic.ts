/** @see https://www.rfc-editor.org/rfc/rfc7617 */
export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
