/** What a source logs in with: Secrets Manager on AWS; environment variables and files of their owner's on one machine. */
export interface Secrets {
  /**
   * The fields of a secret. Nothing of it may stand in a message or a log.
   *
   * @throws SecretMissingError when there is none of the name, or it isn't a JSON object of texts
   */
  read(name: string): Promise<Readonly<Record<string, string>>>;
}
