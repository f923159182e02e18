package dev.headwater.touch;

class InMemoryTouchesTest extends TouchesContract {

    @Override
    protected Touches open(TouchHistory.Bounds bounds) {
        return new InMemoryTouches(bounds);
    }
}
