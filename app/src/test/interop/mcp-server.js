/** An MCP server: the MCP project's own for JavaScript, on a port of its own. */

import http from 'node:http';
import { McpServer, createMcpHandler } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** What `Authorization` has to be. */
export const TOKEN = 'library-token';

function library() {
  const server = new McpServer({ name: 'library', version: '1.0.0' });
  server.registerTool(
    'find_book',
    { description: 'Finds a book.', inputSchema: z.object({ city: z.string() }) },
    async ({ city }) => ({ content: [{ type: 'text', text: `a book about ${city}` }] }),
  );
  return server;
}

/** @param {http.IncomingMessage} request */
async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/** @returns {Promise<{url: string, close: () => void}>} */
export async function mcpServer() {
  const handler = createMcpHandler(library);
  const server = http.createServer(async (request, response) => {
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      response.writeHead(401).end();
      return;
    }
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    const asked = new Request(`http://${request.headers.host}${request.url}`, {
      method: request.method ?? 'GET',
      headers: /** @type {Record<string, string>} */ (request.headers),
      ...(hasBody ? { body: await body(request) } : {}),
    });
    const answer = await handler.fetch(asked);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    for await (const part of answer.body ?? []) response.write(part);
    response.end();
  });
  await new Promise((/** @type {(value?: any) => void} */ resolve) =>
    server.listen(0, '127.0.0.1', resolve),
  );
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
