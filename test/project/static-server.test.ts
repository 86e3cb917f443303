import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../tools/static-server.mjs';

describe('the static server', () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waybill-serve-'));
    const site = path.join(folder, 'site');
    await mkdir(path.join(site, 'assets'), { recursive: true });
    await writeFile(path.join(folder, 'secret.txt'), 'secret');
    await writeFile(path.join(site, 'index.html'), '<!doctype html><title>home</title>');
    await writeFile(path.join(site, '.hidden'), 'hidden');
    await writeFile(path.join(site, 'sw.js'), '');
    await writeFile(path.join(site, 'assets', 'main-B1x_9-Zq.js'), 'export {};');
    await symlink(path.join(folder, 'secret.txt'), path.join(site, 'link.txt'));
    server = await serve({ root: site });
  });

  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it('sends the page with its type and the strict policy, never to be used unasked again', async () => {
    const answer = await fetch(server.url);
    expect(await answer.text()).toContain('home');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const again = await rawAnswer(`GET / HTTP/1.1\r\nIf-None-Match: ${answer.headers.get('etag')}`);
    expect(again).toMatch(/^HTTP\/1\.1 304 /);
  });

  it('lets a file be kept for good only where its name carries a digest', async () => {
    const asset = await fetch(new URL('assets/main-B1x_9-Zq.js', server.url));
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await fetch(new URL('sw.js', server.url))).headers.get('cache-control')).toBe('no-cache');
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..\\secret.txt',
    '/link.txt',
    '/.hidden',
    '/%00',
    '/%',
    '//secret.txt',
    '/assets',
  ])('does not find %s', async (target) => {
    const answer = await rawAnswer(`GET ${target} HTTP/1.1`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toMatch(/secret|hidden/);
  });

  it('answers HEAD without a body and refuses every other method', async () => {
    const head = await fetch(server.url, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe('34');
    expect(await head.text()).toBe('');
    const post = await fetch(server.url, { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  /** The request exactly as written: `fetch` would tidy the path first. */
  function rawAnswer(request: string): Promise<string> {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`${request}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    return text(socket);
  }
});
