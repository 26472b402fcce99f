/** Light, zoom and choice of camera, where the camera has them; sound; and the ways without a camera. All at the thumb. */
import { useEffect, useState } from 'preact/hooks';
import type { Camera, CameraChoice } from '../../../device/camera.ts';
import { changeSetting } from '../../../state/settings.ts';
import { useApp } from '../../app-context.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { screenWords } from '../../words/screen-words.ts';

export interface CameraToolsProps {
  /** Undefined while there is no picture. */
  readonly camera: Camera | undefined;
  readonly onType: () => void;
  readonly onPhoto: (photo: File) => void;
}

export function CameraTools({ camera, onType, onPhoto }: CameraToolsProps) {
  const w = screenWords.value.scan;
  return (
    <div class="scan-tools" role="group" aria-label={w.camera.tools}>
      <button type="button" class="tool" onClick={onType}>
        <Icon name="keyboard" />
        <span>{w.type.open}</span>
      </button>
      <label class="tool">
        <Icon name="photo" />
        <span>{w.photo.open}</span>
        <input
          class="for-readers"
          type="file"
          accept="image/*"
          capture="environment"
          onChange={(event) => {
            const [photo] = event.currentTarget.files ?? [];
            event.currentTarget.value = '';
            if (photo !== undefined) onPhoto(photo);
          }}
        />
      </label>
      <SoundButton />
      {camera !== undefined && <LiveTools key={camera.deviceId} camera={camera} />}
    </div>
  );
}

function SoundButton() {
  const { settings, db, onTrouble } = useApp();
  const w = screenWords.value.scan.camera;
  const isOn = settings.value?.scanSound ?? true;
  return (
    <IconButton
      icon={isOn ? 'sound' : 'mute'}
      label={isOn ? w.soundOff : w.soundOn}
      onClick={() => void changeSetting(db, 'scanSound', !isOn).catch(onTrouble)}
    />
  );
}

function LiveTools({ camera }: { camera: Camera }) {
  const [isLit, setLit] = useState(false);
  const [zoom, setZoom] = useState<number>();
  const [cameras, setCameras] = useState<readonly CameraChoice[]>([]);
  const [isChoosing, setChoosing] = useState(false);
  const { onTrouble } = useApp();
  const w = screenWords.value.scan.camera;
  useEffect(() => {
    void camera.list().then(setCameras, onTrouble);
  }, [camera]);
  const { torch, zoom: range } = camera.facts;
  return (
    <>
      {torch && (
        <IconButton
          icon="torch"
          label={isLit ? w.torchOff : w.torchOn}
          pressed={isLit}
          onClick={() =>
            void camera.setTorch(!isLit).then((isDone) => isDone && setLit(!isLit), onTrouble)
          }
        />
      )}
      {cameras.length > 1 && (
        <IconButton icon="swap" label={w.choose} onClick={() => setChoosing(true)} />
      )}
      {range !== null && (
        <label class="zoom">
          <Icon name="zoom" little />
          <span class="for-readers">{w.zoom}</span>
          <input
            type="range"
            min={range.min}
            max={range.max}
            step={range.step}
            value={zoom ?? Math.min(range.max, Math.max(range.min, 2))}
            onInput={(event) => {
              const wanted = Number(event.currentTarget.value);
              setZoom(wanted);
              void camera.setZoom(wanted).catch(onTrouble);
            }}
          />
        </label>
      )}
      {isChoosing && (
        <ChooseCamera cameras={cameras} camera={camera} onClose={() => setChoosing(false)} />
      )}
    </>
  );
}

interface ChooseCameraProps {
  readonly cameras: readonly CameraChoice[];
  readonly camera: Camera;
  readonly onClose: () => void;
}

function ChooseCamera({ cameras, camera, onClose }: ChooseCameraProps) {
  const { onTrouble } = useApp();
  const w = screenWords.value.scan.camera;
  return (
    <Dialog sheet title={w.chooseTitle} onClose={onClose}>
      <ul class="list">
        {cameras.map(({ id, label }, place) => (
          <li key={id}>
            <button
              type="button"
              class="row plain with-icon"
              aria-current={id === camera.deviceId ? 'true' : undefined}
              onClick={() => {
                onClose();
                // What went wrong with it is told by the camera itself.
                void camera.switchTo(id).catch(onTrouble);
              }}
            >
              <Icon name="photo" />
              <span>{label === '' ? w.unnamed(place + 1) : label}</span>
              {id === camera.deviceId ? <Icon name="check" little /> : <span />}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
