/** Sends a file with progress, which fetch does not tell. */
import { type ListUpload, type Problem, Refusal, Unreachable } from '@twoseal/shared';

export interface Sending {
  readonly done: Promise<string>;
  stop(): void;
}

export function send(url: string, file: Blob, csrf: string | undefined, progress: (bytes: number) => void): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<string>((resolve, reject) => {
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(request.responseText);
      } else {
        reject(new Refusal(request.status, problem(request)));
      }
    };
    request.onerror = () => reject(new Unreachable('no answer'));
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    request.open('PUT', url);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    if (csrf !== undefined) {
      request.setRequestHeader('X-Twoseal-Csrf', csrf);
    }
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}

function problem(request: XMLHttpRequest): Problem {
  try {
    return JSON.parse(request.responseText) as Problem;
  } catch {
    return { type: 'urn:twoseal:problem:http.' + request.status, title: request.statusText, status: request.status };
  }
}

/**
 * What the service does with a file that it has: it may wait for another to be read first, and the last line is not the end. How far a
 * workbook is nobody can tell from its size, for it is packed.
 */
export function readingOf(upload: ListUpload | undefined): { does: 'waits' | 'reads' | 'concludes'; part: number | undefined } {
  const read = upload?.read ?? 0;
  if (upload === undefined || (read === 0 && (upload.lines ?? 0) === 0)) {
    return { does: 'waits', part: undefined };
  }
  if (upload.fileName.toLowerCase().endsWith('.xlsx')) {
    return { does: 'reads', part: undefined };
  }
  return read >= upload.bytes ? { does: 'concludes', part: undefined } : { does: 'reads', part: read / upload.bytes };
}

/** Seconds that are left at the pace so far, or nothing while too little is known. */
export function secondsLeft(done: number, all: number, elapsedMs: number): number | undefined {
  return done <= 0 || elapsedMs < 500 || done > all ? undefined : Math.ceil((((all - done) / done) * elapsedMs) / 1_000);
}
