/**
 * Recordings kept on this device, in the browser's own database (IndexedDB).
 *
 * Photos are part of a recording, so local storage would be too small.
 */
const DATABASE = "property_visit";
const STORE = "recordings";

function answer(request) {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

export class DraftStore {
    async open() {
        const request = indexedDB.open(DATABASE, 1);
        request.onupgradeneeded = () =>
            request.result.createObjectStore(STORE, { keyPath: "token" });
        this.database = await answer(request);
    }

    objects(mode) {
        return this.database.transaction(STORE, mode).objectStore(STORE);
    }

    all() {
        return answer(this.objects("readonly").getAll());
    }

    put(draft) {
        return answer(this.objects("readwrite").put(JSON.parse(JSON.stringify(draft))));
    }

    delete(token) {
        return answer(this.objects("readwrite").delete(token));
    }
}
