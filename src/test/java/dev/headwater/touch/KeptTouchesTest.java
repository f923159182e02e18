package dev.headwater.touch;

class KeptTouchesTest extends TouchesContract {

    @Override
    protected Touches open(TouchHistory.Bounds bounds) {
        return KeptTouches.onTheHeap(bounds);
    }
}
