/** The connection string of the database, for whoever asks it through the recorder at that address. */
export function throughRecorder(uri: string, recorder: string): string {
  const url = new URL(uri);
  url.host = new URL(recorder).host;
  return url.href;
}
