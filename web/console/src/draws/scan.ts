/** Reads QR codes from the camera, where the browser can. */
export interface Scanning {
  stop(): void;
}

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { rawValue: string }[]>;
}

type DetectorClass = new (options: { formats: readonly string[] }) => Detector;

const EVERY_MS = 250;

function detectorClass(): DetectorClass | undefined {
  return (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
}

export function canScan(): boolean {
  return detectorClass() !== undefined && 'mediaDevices' in navigator;
}

/** Tells every code that it sees, until it is stopped. Throws where there is no camera or no permission. */
export async function scan(video: HTMLVideoElement, found: (text: string) => void): Promise<Scanning> {
  const Detectors = detectorClass();
  if (Detectors === undefined) {
    throw new Error('no detector');
  }
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  video.srcObject = stream;
  await video.play();
  const detector = new Detectors({ formats: ['qr_code'] });
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) {
      return;
    }
    isLooking = true;
    detector
      .detect(video)
      .then((codes) => codes.forEach((code) => found(code.rawValue)))
      // A frame that cannot be read is followed by another.
      .catch(() => undefined)
      .finally(() => (isLooking = false));
  }, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      stream.getTracks().forEach((track) => track.stop());
      video.srcObject = null;
    },
  };
}
