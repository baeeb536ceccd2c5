import { createServer } from "node:net";

/** Whether we could listen there. Waits up to two seconds for a port that a just-stopped process still holds. */
export async function portIsFree(host: string, port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(false));
      server.listen(port, host, () => server.close(() => resolve(true)));
    });
    if (isFree) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}
